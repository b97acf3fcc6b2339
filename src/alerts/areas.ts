/** Whether an area is where somebody is. In doubt it is: a warning that is missed does more harm than one too many. */
import type { AlertArea, AlertPlace } from './model.ts';

/** The target of an alert is the union of its areas (CAP 1.2 §3.2.4); without any it concerns everybody. */
export function concernsPlace(areas: readonly AlertArea[], place: AlertPlace): boolean {
  return !areas.length || areas.some((area) => includes(area, place));
}

/** In km. A place is a point, but a province reaches farther: a shape within it that doesn't hold the point concerns it. */
const FARTHEST = 200;

/**
 * The shapes decide where there are some; the name does where there are none, or where they are not all of the area. Where a
 * shape is near and the name says the place, both count: "Ba Vì, Hà Nội" concerns Hà Nội.
 */
function includes(area: AlertArea, place: AlertPlace): boolean {
  const { polygons = [], circles = [], isPartial } = area;
  const { latitude, longitude } = place;
  const hasShape = polygons.length > 0 || circles.length > 0;
  if (!hasShape || latitude === undefined || longitude === undefined) return isNamed(area.name, place);
  const here: Point = [latitude, longitude];
  const away = (circle: (typeof circles)[number]) =>
    kilometres(here, [circle.latitude, circle.longitude]) - circle.radius;
  if (polygons.some((ring) => isInside(here, ring)) || circles.some((circle) => away(circle) <= 0)) return true;
  const isNear =
    polygons.some((ring) => ring.some((corner) => kilometres(here, corner) <= FARTHEST)) ||
    circles.some((circle) => away(circle) <= FARTHEST);
  return (!!isPartial || (isNear && !!area.name.trim())) && isNamed(area.name, place);
}

type Point = readonly [latitude: number, longitude: number];

/** Whether a point lies in a ring, by the crossings of a ray to the east. */
function isInside([north, east]: Point, ring: readonly Point[]): boolean {
  const longitudes = ring.map(([, longitude]) => longitude);
  // A ring as wide as half the globe is one across the date line.
  const isAcross = Math.max(...longitudes) - Math.min(...longitudes) > 180;
  const unwrapped = (longitude: number) => (isAcross && longitude < 0 ? longitude + 360 : longitude);
  const x = unwrapped(east);
  let inside = false;
  ring.forEach(([endNorth, endEast], index) => {
    const [startNorth, startEast] = ring.at(index - 1)!;
    if (endNorth > north === startNorth > north) return;
    const [end, start] = [unwrapped(endEast), unwrapped(startEast)];
    if (x < ((start - end) * (north - endNorth)) / (startNorth - endNorth) + end) inside = !inside;
  });
  return inside;
}

function kilometres([y1, x1]: Point, [y2, x2]: Point): number {
  const radians = Math.PI / 180;
  const a =
    Math.sin(((y2 - y1) * radians) / 2) ** 2 +
    Math.cos(y1 * radians) * Math.cos(y2 * radians) * Math.sin(((x2 - x1) * radians) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(a));
}

/** What parts the names of a list. */
const SEPARATORS = /[,;:|/\\()[\]•·+&\n\r\t]/;

/** What parts names, but may also stand in one: "Thừa Thiên - Huế", "Trinidad and Tobago". Other hyphens are in a name. */
const JOINTS = /\s[-–—]+\s|[–—]|\s(?:và|and|or|et|y|und|e|dan)\s/iu;

/** Areas that are the whole country, without marks and spaces. */
const EVERYWHERE = new Set(['toanquoc', 'canuoc', 'nationwide', 'wholecountry', 'entirecountry']);

/** Scripts that put no spaces between words: there a name may stand anywhere. */
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Whether a text names a place: as whole words, with or without marks and the spaces between them ("Hanoi" is "Hà Nội"),
 * and never from one name of a list into the next ("Lạng Sơn, Lào Cai" is not Sơn La). A text without words, or a place
 * without a name, tells nothing and counts as yes.
 */
function isNamed(text: string, { name, names = [] }: AlertPlace): boolean {
  const all = squashed(text);
  const known = [name, ...names].filter(squashed);
  if (!known.length || !all) return true;
  // Most areas are not about this place: whatever is named in words is among the letters.
  const wanted = known.filter((each) => all.includes(squashed(each.replace(RANK, ''))));
  if (!wanted.length && ![...EVERYWHERE].some((everywhere) => all.includes(everywhere))) return false;
  // A full stop ends a name, unless the word is short: "TP. Huế", "St. George's".
  const parts = text.replace(/(\p{L}{4})\.\s/gu, '$1, ').split(SEPARATORS);
  return (
    parts.some((part) => EVERYWHERE.has(squashed(part)) || wanted.some((each) => isIn(part, each))) ||
    wanted.some((each) => SEPARATORS.test(each) && hasRun(wordsOf(text), squashed(each)))
  );
}

/** Whether one of the names that stand in a part of a list is that of a place. */
function isIn(part: string, place: string): boolean {
  const name = squashed(place.replace(RANK, ''));
  const whole = squashed(part);
  if (whole === name) return true;
  if (UNSPACED.test(name)) return whole.includes(name);
  const pieces = JOINTS.test(place) ? [part] : part.split(JOINTS);
  return pieces.some((piece) => hasRun(wordsOf(piece), name));
}

/** "TP Hồ Chí Minh", "Tỉnh Sơn La": what kind of place it is may be left out, or written otherwise. */
const RANK = /^(?:tp(?:\.\s*|\s+)|thành phố\s+|tỉnh\s+)(?=\p{L})/iu;

/** Whether some whole words in a row are a name. */
function hasRun(words: readonly string[], name: string): boolean {
  return words.some((_, start) => {
    let run = '';
    for (let at = start; at < words.length && run.length < name.length; at++) run += words[at]!;
    return run === name;
  });
}

/** The words of a text, without the marks of Latin, Greek and Cyrillic letters; in other scripts marks are vowels. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʻ`]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
  return plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** A register of a thousand areas is compared with dozens of places. */
const MOST_KEPT = 2000;
const kept = new Map<string, string>();

/** The letters and digits of a text, without spaces and marks. */
function squashed(text: string): string {
  let letters = kept.get(text);
  if (letters === undefined) {
    letters = wordsOf(text).join('');
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, letters);
  }
  return letters;
}
