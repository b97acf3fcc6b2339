/** The formats that come with the package, in the order in which a document is tried. Another is added here. */
import type { WeatherFormat } from '../model.ts';
import { metNorway } from './met-norway.ts';
import { openMeteo } from './open-meteo.ts';
import { openWeatherMap } from './openweathermap.ts';
import { reports } from './reports.ts';

export const weatherFormats: readonly WeatherFormat[] = [openMeteo, metNorway, openWeatherMap, reports];
