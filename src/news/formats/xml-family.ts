import { atom } from './atom.ts';
import { rdf, rss } from './rss.ts';

/** The formats whose documents start with `<`. */
export const xmlFormats = [rss, rdf, atom];
