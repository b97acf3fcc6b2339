import type { NewsFormat } from '../model.ts';
import { drupal } from './drupal.ts';
import { jsonFeed, plain } from './json-feed.ts';
import { liferay } from './liferay.ts';
import { sharepoint } from './sharepoint.ts';
import { wordpress } from './wordpress.ts';

/** The formats whose documents start with `{` or `[`; the plain one takes what no other wants. */
export const jsonFormats: readonly NewsFormat[] = [jsonFeed, wordpress, drupal, liferay, sharepoint, plain];
