import { rootName } from '../../documents/xml.ts';
import type { NewsFormat } from '../model.ts';
import { rss } from './rss.ts';

/** RSS 0.90 and 1.0 (https://web.resource.org/rss/1.0/spec): the same words, the items beside the channel. */
export const rdf: NewsFormat = { ...rss, name: 'rdf', matches: (body) => rootName(body) === 'rdf' };
