import { CivicError } from '../errors.ts';
import { decode } from '../documents/encoding.ts';
import { safeUrl } from '../documents/urls.ts';
import { readXml } from '../documents/any-xml.ts';
import { characterAt } from '../documents/c1.ts';
import { knowC1 } from '../documents/entities.ts';
import { attribute, text, type XmlNode } from '../documents/xml.ts';
import { keyOf } from './gazetteer.ts';
import type { WarningArea, WarningSeverity, WeatherPlace, WeatherWarning } from './model.ts';
import { latitude, longitude } from './quantities.ts';

/** CAP 1.2 §3.2.2, worst first. */
const SEVERITIES: readonly WarningSeverity[] = ['extreme', 'severe', 'moderate', 'minor', 'unknown'];

/**
 * The warnings of a CAP 1.2 alert (OASIS Standard, 1 July 2010), or of an RSS or Atom feed: alerts inside its entries,
 * entries with CAP's elements, and plain entries. An entry that only points to its alert has `source`, the alert's URL.
 * Tests, exercises, drafts and cancelled or superseded alerts are left out; every language of an alert is a warning.
 *
 * @throws {CivicError} `format`
 */
export function parseWarnings(
  body: string | ArrayBuffer | Uint8Array,
  options: { url?: string; contentType?: string } = {},
): WeatherWarning[] {
  const source = typeof body === 'string' ? body : decode(new Uint8Array(body as ArrayBuffer), options.contentType);
  knowC1(characterAt);
  const document = readXml(source, options.url);
  if (!document.root) throw new CivicError('format', 'neither a CAP alert nor a feed', { url: options.url });
  if (localName(document.root) === 'alert') return withoutSuperseded([readAlert(document.root, options.url)]);
  return withoutSuperseded(
    document.entries.map((entry) => {
      const alert = descendant(entry, 'alert');
      return alert ? readAlert(alert, options.url) : readEntry(entry, options.url);
    }),
  );
}

/**
 * Those of `warnings` that concern a place now, severest first, each in the language asked for, else in English, else
 * in the alert's first. Shapes decide where an alert has them, then names; an alert without an area concerns all.
 */
export function warningsFor(
  warnings: readonly WeatherWarning[],
  place: WeatherPlace,
  { now = new Date(), language = 'en' }: { now?: Date; language?: string } = {},
): WeatherWarning[] {
  const current = warnings.filter((warning) => (!warning.expires || warning.expires > now) && concerns(warning, place));
  const rank = ({ severity }: WeatherWarning) => SEVERITIES.indexOf(severity);
  const languages = new Map<string, (string | undefined)[]>();
  for (const { id, language: known } of current) {
    const others = languages.get(id);
    if (others) others.push(known);
    else languages.set(id, [known]);
  }
  const best = new Map([...languages].map(([id, known]) => [id, bestLanguage(known, language)]));
  return current
    .filter((warning) => warning.language === best.get(warning.id))
    .sort((one, other) => rank(one) - rank(other) || Number(one.onset ?? 0) - Number(other.onset ?? 0));
}

/** What one alert or entry says, and which earlier alerts it replaces. */
interface Alert {
  warnings: WeatherWarning[];
  id: string;
  replaces: string[];
}

function withoutSuperseded(alerts: readonly Alert[]): WeatherWarning[] {
  const replaced = new Set(alerts.flatMap(({ replaces }) => replaces));
  return alerts.filter(({ id }) => !replaced.has(id)).flatMap(({ warnings }) => warnings);
}

function readAlert(alert: XmlNode, url: string | undefined): Alert {
  const id = value(alert, 'identifier') ?? url ?? '';
  // "sender,identifier,sent" of each, separated by white space (CAP 1.2 §3.2.1).
  const replaces = (value(alert, 'references') ?? '').split(/\s+/).map((reference) => reference.split(',')[1] ?? '');
  const isReal = (value(alert, 'status') ?? 'Actual') === 'Actual' && value(alert, 'msgType') !== 'Cancel';
  const infos = isReal ? all(alert, 'info') : [];
  // Looked up once: an alert may have a hundred thousand infos.
  const sender = value(alert, 'sender');
  return {
    id,
    replaces: replaces.filter(Boolean),
    warnings: infos.flatMap((info) => readInfo(info, { id, sender }) ?? []),
  };
}

function readEntry(entry: XmlNode, base: string | undefined): Alert {
  const links = all(entry, 'link', 'enclosure').map((node) => ({
    type: attribute(node, 'type') ?? '',
    url: safeUrl(attribute(node, 'href') ?? attribute(node, 'url') ?? text(node), base),
  }));
  const source = links.find(
    ({ type, url }) => type.includes('cap+xml') || /\.cap(\.xml)?$|[/.]cap\b/i.test(url ?? ''),
  )?.url;
  const page = links.find(({ url }) => url && url !== source)?.url;
  const id = value(entry, 'identifier') ?? value(entry, 'id', 'guid') ?? source ?? page ?? value(entry, 'title') ?? '';
  const isReal = (value(entry, 'status') ?? 'Actual') === 'Actual' && value(entry, 'msgType') !== 'Cancel';
  const warning = isReal ? readInfo(entry, { id, url: page, source }) : undefined;
  return { id, replaces: [], warnings: warning ? [warning] : [] };
}

/** An `info` of an alert, or an entry of a feed that has the same elements. */
function readInfo(
  info: XmlNode,
  known: Pick<WeatherWarning, 'id' | 'sender' | 'url' | 'source'>,
): WeatherWarning | undefined {
  const event = value(info, 'event');
  const title = value(info, 'headline', 'title') ?? event;
  if (!title) return undefined;
  const severity = value(info, 'severity')?.toLowerCase();
  const shapes = all(info, 'area');
  const named = all(info, 'areaDesc').flatMap((area) => (text(area) ? { name: text(area) } : []));
  return {
    ...known,
    title,
    severity: SEVERITIES.find((each) => each === severity) ?? 'unknown',
    event,
    description: value(info, 'description', 'summary'),
    instruction: value(info, 'instruction'),
    sender: value(info, 'senderName') ?? known.sender,
    url: safeUrl(value(info, 'web')) ?? known.url,
    // CAP 1.2 §3.2.2: an info without a language is in American English; a feed's entry is in the feed's.
    language: value(info, 'language')?.toLowerCase() ?? (localName(info) === 'info' ? 'en-us' : undefined),
    onset: date(value(info, 'onset', 'effective')),
    expires: date(value(info, 'expires')),
    areas: [...shapes.map(readArea), ...named],
  };
}

function readArea(area: XmlNode): WarningArea {
  const polygons = all(area, 'polygon').map((polygon) =>
    text(polygon)
      .split(/\s+/)
      .map(pointOf)
      .filter((point) => point !== undefined),
  );
  const circles = all(area, 'circle').flatMap((circle) => {
    const [centre = '', radius] = text(circle).split(/\s+/);
    const point = pointOf(centre);
    return point ? { latitude: point[0], longitude: point[1], radius: Number(radius) || 0 } : [];
  });
  return {
    name: value(area, 'areaDesc') ?? '',
    ...(polygons.length && { polygons }),
    ...(circles.length && { circles }),
  };
}

/** `latitude,longitude` in degrees, WGS 84. */
function pointOf(pair: string): [number, number] | undefined {
  const [north, east] = pair.split(',').map(Number);
  return latitude(north) === undefined || longitude(east) === undefined ? undefined : [north!, east!];
}

/** `xsd:dateTime` with a zone, as CAP demands. */
function date(value: string | undefined): Date | undefined {
  const time = value && value.length < 40 && /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

function concerns({ areas }: WeatherWarning, place: WeatherPlace): boolean {
  if (!areas.length) return true;
  const { latitude: north, longitude: east } = place;
  const shaped = areas.filter(({ polygons, circles }) => polygons ?? circles);
  if (shaped.length && north !== undefined && east !== undefined) {
    return shaped.some(
      ({ polygons = [], circles = [] }) =>
        polygons.some((ring) => isInside([north, east], ring)) ||
        circles.some((circle) => kilometres([north, east], [circle.latitude, circle.longitude]) <= circle.radius),
    );
  }
  // "Hanoi" is "Hà Nội": words are compared with and without the spaces between them.
  const name = keyOf(place.name);
  return areas.some((area) => {
    const words = keyOf(area.name);
    return (
      `-${words}-`.includes(`-${name}-`) ||
      (name.length > 4 && words.replaceAll('-', '').includes(name.replaceAll('-', '')))
    );
  });
}

/** Whether a point lies in a ring, by the crossings of a ray to the east. */
function isInside([north, east]: [number, number], ring: readonly [number, number][]): boolean {
  let inside = false;
  ring.forEach(([y, x], index) => {
    const [previousY, previousX] = ring.at(index - 1)!;
    if (y > north !== previousY > north && east < ((previousX - x) * (north - y)) / (previousY - y) + x)
      inside = !inside;
  });
  return inside;
}

function kilometres([y1, x1]: [number, number], [y2, x2]: [number, number]): number {
  const radians = Math.PI / 180;
  const a =
    Math.sin(((y2 - y1) * radians) / 2) ** 2 +
    Math.cos(y1 * radians) * Math.cos(y2 * radians) * Math.sin(((x2 - x1) * radians) / 2) ** 2;
  return 12_742 * Math.asin(Math.sqrt(a));
}

function bestLanguage(languages: readonly (string | undefined)[], language: string): string | undefined {
  const of = (wanted: string) => languages.find((known) => known?.split('-')[0] === wanted.toLowerCase().split('-')[0]);
  return of(language) ?? of('en') ?? languages[0];
}

// Prefixes differ from feed to feed; CAP's names are its own.
function localName({ name }: XmlNode): string {
  return name.slice(name.indexOf(':') + 1);
}

function all(node: XmlNode, ...names: string[]): XmlNode[] {
  const wanted = names.map((name) => name.toLowerCase());
  return node.children.filter((child) => wanted.includes(localName(child)));
}

/** The text of the first child that has one, the earlier name first. */
function value(node: XmlNode, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = all(node, name).map(text).find(Boolean);
    if (found) return found;
  }
  return undefined;
}

function descendant(node: XmlNode, name: string): XmlNode | undefined {
  for (const child of node.children) {
    const found = localName(child) === name ? child : descendant(child, name);
    if (found) return found;
  }
  return undefined;
}
