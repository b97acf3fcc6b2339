import type { NewsFormat } from '../model.ts';

/** Formats added by the page; the newest is asked first, and all of them before our own. */
export const registered: NewsFormat[] = [];
