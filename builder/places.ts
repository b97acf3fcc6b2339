/** The gazetteer as a list for searching: every name that may be typed, and its key. */
import { VIETNAM, keyOf, vietnameseUnit } from '../src/weather/gazetteer.ts';
import { CAPITALS, FORMER, TOWNS, findElsewhere } from '../src/weather/gazetteer-world.ts';

export interface KnownPlace {
  key: string;
  name: string;
}

/** Vietnam's units first, then its towns, then the world's capitals. */
export function knownPlaces(language: string): KnownPlace[] {
  return [VIETNAM, TOWNS, CAPITALS].flatMap((lines) =>
    lines.split('\n').flatMap((line) => {
      const key = keyOf(/^(.+?) -?[\d.]+ /.exec(line)?.[1] ?? '');
      const name = nameOf(key, language);
      return name === undefined ? [] : { key, name };
    }),
  );
}

/** Places that match a query, best first: by the beginning of a name or of one of its words, with or without diacritics. */
export function searchPlaces(query: string, language: string): KnownPlace[] {
  const wanted = keyOf(query);
  const all = knownPlaces(language);
  if (wanted === '') return all.slice(0, VIETNAM.split('\n').length);
  const matches = ({ key, name }: KnownPlace): boolean =>
    [key, keyOf(name)].some((each) => `-${each}`.includes(`-${wanted}`));
  const found = all.filter(matches);
  for (const [key, names] of Object.entries(FORMER)) {
    const isFormer = names.split(' ').some((each) => `-${each}`.includes(`-${wanted}`));
    const name = nameOf(key, language);
    if (isFormer && name !== undefined && !found.some((place) => place.key === key)) found.push({ key, name });
  }
  const isBegun = ({ key }: KnownPlace): boolean => key.startsWith(wanted);
  return [...found.filter(isBegun), ...found.filter((place) => !isBegun(place))];
}

/** A key's name, or the name before the `@` of a place with coordinates. */
export function nameOf(place: string, language: string): string | undefined {
  const [name] = place.split('@');
  if (place.includes('@')) return name;
  return (vietnameseUnit(place, language) ?? findElsewhere(place, language))?.name;
}
