import { attribute, children } from '../../documents/xml.ts';
import { readDate } from '../date.ts';
import { atomLink, labels } from './common.ts';
import type { Ways } from './rss.ts';

/** The ways of reading an item of RSS that not every feed needs, beside those that rss.ts has itself. */
export const allWays: Partial<Ways> = {
  title: ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'],
  full: ['content:encoded', 'xhtml:body', 'body', 'xhtml:div', 'fullitem', 'content:items'],
  short: [
    'description',
    'dc:description',
    'dcterms:abstract',
    'media:description',
    'itunes:summary',
    'summary',
    'itunes:subtitle',
  ],
  published: [
    'pubdate',
    'dc:date',
    'atom:published',
    'dcterms:created',
    'dcterms:issued',
    'date',
    'published',
    'atom:issued',
  ],
  updated: ['dcterms:modified', 'atom:updated', 'atom:modified', 'updated', 'lastbuilddate'],
  category: ['category', 'dc:subject', 'media:category', 'atom:category', 'itunes:category'],
  authors: [
    ['dc:creator', 'dc:author'],
    ['author', 'managingeditor'],
    ['atom:author'],
    ['itunes:author'],
    ['dc:contributor', 'media:credit'],
  ],
  name: ['name', 'atom:name', 'email', 'atom:email'],
  labels,
  atomLink,
  enclosed: (node) => children(node, 'enclosure', 'media:content').map((one) => attribute(one, 'url')),
  date: (said, zone) => {
    const found = readDate(said, zone);
    // NukeViet writes the month in place of the minutes. Within an hour the document's order, the newest first, is true.
    if (found && /^nukeviet/i.test(zone.generator) && found.getUTCMinutes() === found.getUTCMonth() + 1) {
      found.setUTCMinutes(0, 0);
    }
    return found;
  },
};
