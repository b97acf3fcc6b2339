import { characterAt } from '../documents/c1.ts';
import { knowC1, knowNames } from '../documents/entities.ts';
import * as anyXml from '../documents/any-xml.ts';
import { named } from '../documents/entity-names.ts';
import { knowXml } from '../documents/xml.ts';
import { knowDates } from './date.ts';
import { parseDate } from './dates.ts';
import { atomContent } from './formats/atom.ts';
import { ways } from './formats/rss.ts';
import { allWays } from './formats/rss-ways.ts';
import { pictureOf } from './pictures.ts';

/** From now on every reader knows the rarer things as well. `<district-news>` loads them one by one: see load.ts. */
export function knowEverything(): void {
  knowC1(characterAt);
  knowXml(anyXml);
  Object.assign(ways, allWays, { atomContent, pictureOf });
  knowNames(named);
  knowDates(parseDate);
}
