import { atom } from './atom.ts';
import { rdf } from './rdf.ts';
import { rss } from './rss.ts';

/** The formats whose documents start with `<`. */
export const xmlFormats = [rss, rdf, atom];
