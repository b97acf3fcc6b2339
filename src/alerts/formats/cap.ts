import { plainText } from '../../documents/html-text.ts';
import { safeUrl } from '../../documents/urls.ts';
import { attribute, readXml, rootName, text, type XmlNode } from '../../documents/xml.ts';
import type { AlertArea, AlertFormat, PublicAlert } from '../model.ts';
import { dateOf, gradesOf, messageTypeOf, pointOf, referencesOf, ringOf, titleOf } from './fields.ts';

/**
 * CAP 1.2 alerts (also 1.0 and 1.1), and RSS and Atom feeds of them: alerts inside entries, entries with CAP's elements,
 * and plain entries, whose grades are unknown. An entry that only points to its alert has `source`, the alert's URL.
 */
export const cap: AlertFormat = {
  name: 'cap',

  matches(document) {
    return typeof document === 'string' && rootName(document) !== undefined;
  },

  parse(document, { url }) {
    const source = String(document);
    if (!isWhole(source)) throw new TypeError('it is cut off');
    return messagesOf(source, url);
  },
};

/** Whether what was opened is closed. What is missing of a document that was cut off may be a warning. */
function isWhole(source: string): boolean {
  const tag = new RegExp(`</?(?:[\\w.-]+:)?${rootName(source)}(?=[\\s/>])[^>]*>?`, 'gi');
  const last = [...source.matchAll(tag)].at(-1)?.[0];
  return !!last && /^<\/.*>$|\/>$/s.test(last);
}

/** The most alerts that are read from one document. */
const MOST = 10_000;

function messagesOf(source: string, url: string | undefined): PublicAlert[] {
  const messages: PublicAlert[] = [];
  // A file may have several alerts one after the other, in whatever is around them.
  for (let rest = source; messages.length < MOST;) {
    const { root, entries } = readXml(rest, url);
    if (!root) break;
    if (localName(root) !== 'alert') {
      for (const entry of entries) messages.push(...readEntry(entry, url));
      break;
    }
    messages.push(...readAlert(root, url));
    rest = rest.slice(root.to);
    if (!/<(?:[\w.-]+:)?alert[\s>]/i.test(rest)) break;
    rest = rest.slice(rest.search(/<(?:[\w.-]+:)?alert[\s>]/i));
  }
  return messages;
}

/** One message for each of its infos; a message without any says nothing, unless it cancels. */
function readAlert(alert: XmlNode, url: string | undefined): PublicAlert[] {
  const messageType = messageTypeIn(alert);
  if (!messageType) return [];
  // Looked up once: an alert may have a hundred thousand infos.
  const senderId = value(alert, 'sender');
  const message = {
    id: value(alert, 'identifier') ?? url ?? '',
    senderId,
    sender: senderId,
    sent: dateOf(value(alert, 'sent')),
    messageType,
    references: referencesOf(value(alert, 'references')),
  };
  const infos = all(alert, 'info').flatMap((info) => readInfo(info, message) ?? []);
  return infos.length || messageType !== 'cancel' ? infos : [{ ...NOTHING_KNOWN, ...message }];
}

const NOTHING_KNOWN = {
  headline: '',
  ...gradesOf({ severity: undefined, urgency: undefined, certainty: undefined, categories: [] }),
  areas: [],
};

/** An entry of a feed: the alert in it, or what the entry itself says. */
function readEntry(entry: XmlNode, base: string | undefined): PublicAlert[] {
  const alert = descendant(entry, 'alert');
  if (alert) return readAlert(alert, base);
  const content = all(entry, 'content', 'description', 'encoded').map(text).find(isEscapedAlert);
  if (content) return messagesOf(content, base);

  const messageType = messageTypeIn(entry);
  if (!messageType) return [];
  const links = all(entry, 'link', 'enclosure').map((node) => ({
    type: attribute(node, 'type') ?? '',
    url: safeUrl(attribute(node, 'href') ?? attribute(node, 'url') ?? text(node), base),
  }));
  const source = links.find(
    ({ type, url }) => type.toLowerCase().includes('cap+xml') || /\.cap(\.xml)?$|[/.]cap\b/i.test(url ?? ''),
  )?.url;
  const url = links.find(({ url }) => url && url !== source)?.url;
  const senderId = value(entry, 'sender');
  const message = {
    id: value(entry, 'identifier') ?? value(entry, 'id', 'guid') ?? source ?? url ?? value(entry, 'title') ?? '',
    senderId,
    sender: senderId,
    sent: dateOf(value(entry, 'sent')),
    messageType,
    references: referencesOf(value(entry, 'references')),
    url,
    source,
  };
  return [readInfo(entry, message) ?? []].flat();
}

function isEscapedAlert(content: string): boolean {
  return /^(?:<\?xml[^>]*>\s*)?<(?:[\w.-]+:)?alert[\s>]/i.test(content);
}

type Message = Pick<
  PublicAlert,
  'id' | 'sender' | 'senderId' | 'sent' | 'messageType' | 'references' | 'url' | 'source'
>;

/** An `info` of an alert, or an entry of a feed that has the same elements. */
function readInfo(info: XmlNode, message: Message): PublicAlert | undefined {
  const isEntry = localName(info) !== 'info';
  const event = value(info, 'event');
  const description = isEntry ? summaryOf(info) : value(info, 'description');
  const headline = titleOf(value(info, 'headline', 'title'), event, description);
  if (!headline) return undefined;
  return {
    ...message,
    headline,
    event,
    description,
    instruction: value(info, 'instruction'),
    contact: value(info, 'contact'),
    ...gradesOf({
      severity: value(info, 'severity'),
      urgency: value(info, 'urgency'),
      certainty: value(info, 'certainty'),
      categories: all(info, 'category').map(text),
    }),
    sender: value(info, 'senderName') ?? message.sender,
    url: safeUrl(value(info, 'web')) ?? message.url,
    // §3.2.2: an info without a language is in American English; a feed's entry is in the feed's.
    language: value(info, 'language')?.toLowerCase() ?? (isEntry ? undefined : 'en-us'),
    effective: dateOf(value(info, 'effective')),
    onset: dateOf(value(info, 'onset')),
    expires: dateOf(value(info, 'expires')),
    areas: [...all(info, 'area').map(readArea), ...looseAreas(info)],
  };
}

/** A summary is HTML in RSS, and in Atom where it says so. */
function summaryOf(entry: XmlNode): string | undefined {
  for (const node of all(entry, 'description', 'summary')) {
    const written = text(node);
    const isText = localName(node) === 'summary' && !/html/i.test(attribute(node, 'type') ?? '');
    const read = isText ? written : plainText(written);
    if (read) return read;
  }
  return undefined;
}

/** Areas of an entry that has CAP's elements without an `area` around them. */
function looseAreas(info: XmlNode): AlertArea[] {
  const names = all(info, 'areaDesc').map(text).filter(Boolean);
  const area = readArea(info);
  if (!area.polygons && !area.circles) return names.map((name) => ({ name }));
  return [{ ...area, name: names.join(', ') }];
}

function readArea(area: XmlNode): AlertArea {
  const polygons = all(area, 'polygon').map((polygon) => ringOf(pairsOf(polygon)));
  const circles = all(area, 'circle').map(readCircle);
  const rings = polygons.filter((ring) => ring !== undefined);
  const discs = circles.filter((circle) => circle !== undefined);
  const isPartial = all(area, 'geocode').length > 0 || rings.length < polygons.length || discs.length < circles.length;
  return {
    name: value(area, 'areaDesc') ?? '',
    ...(rings.length && { polygons: rings }),
    ...(discs.length && { circles: discs }),
    ...(isPartial && (rings.length || discs.length) && { isPartial }),
  };
}

/** `latitude,longitude radius`. A circle of no size is no place that anybody lives at. */
function readCircle(circle: XmlNode): NonNullable<AlertArea['circles']>[number] | undefined {
  const [, north, east, radius] = /^([^\s,]+)\s*,\s*(\S+)\s+(\S+)$/.exec(text(circle)) ?? [];
  const point = pointOf(Number(north), Number(east));
  return point && Number(radius) > 0 ? { latitude: point[0], longitude: point[1], radius: Number(radius) } : undefined;
}

/** `latitude,longitude` in degrees, WGS 84, separated by white space; what isn't two numbers is no point. */
function pairsOf(polygon: XmlNode): number[][] {
  const pairs = text(polygon)
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/);
  return pairs.map((pair) => {
    const [, north, east] = /^([^,]+),([^,]+)$/.exec(pair) ?? [];
    return [Number(north), Number(east)];
  });
}

// Meteoalarm writes `message_type`.
function messageTypeIn(node: XmlNode): PublicAlert['messageType'] | undefined {
  return messageTypeOf({
    status: value(node, 'status'),
    msgType: value(node, 'msgType', 'message_type', 'messageType'),
    scope: value(node, 'scope'),
  });
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
