import type { WeatherFormat } from './model.ts';

/** Formats that the site added, newest first: they are asked before the built-in ones. */
export const registered: WeatherFormat[] = [];
