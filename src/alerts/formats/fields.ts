/** CAP's code values as sources write them, in any case. Sections are those of CAP 1.2. */
import {
  ALERT_CATEGORIES,
  ALERT_CERTAINTIES,
  ALERT_SEVERITIES,
  ALERT_URGENCIES,
  type AlertMessageType,
  type AlertReference,
  type PublicAlert,
} from '../model.ts';

/** A text, trimmed; undefined when there is none. */
type Text = string | undefined;

/**
 * What a message does (§3.2.1); undefined for one that is none for the public: tests, exercises, drafts, acknowledgements,
 * rejections, and what is addressed to few. A value that CAP doesn't know hides nothing.
 */
export function messageTypeOf(fields: { status: Text; msgType: Text; scope: Text }): AlertMessageType | undefined {
  const [status, msgType, scope] = [fields.status, fields.msgType, fields.scope].map((text) => text?.toLowerCase());
  if (/^(?:exercise|system|test|draft)$/.test(status ?? '')) return undefined;
  if (/^(?:restricted|private)$/.test(scope ?? '')) return undefined;
  if (/^(?:ack|error)$/.test(msgType ?? '')) return undefined;
  return msgType === 'update' || msgType === 'cancel' ? msgType : 'alert';
}

/** How grave, how soon, how sure, and what kind (§3.2.2). */
export function gradesOf(fields: {
  severity: Text;
  urgency: Text;
  certainty: Text;
  categories: readonly string[];
}): Pick<PublicAlert, 'severity' | 'urgency' | 'certainty' | 'categories'> {
  // CAP 1.0 said "Very Likely".
  const certainty = fields.certainty?.replace(/^very /i, '');
  return {
    severity: known(ALERT_SEVERITIES, fields.severity) ?? 'unknown',
    urgency: known(ALERT_URGENCIES, fields.urgency) ?? 'unknown',
    certainty: known(ALERT_CERTAINTIES, certainty) ?? 'unknown',
    categories: fields.categories.flatMap((category) => known(ALERT_CATEGORIES, category) ?? []),
  };
}

/** The title, else the kind of event, else how the description begins: what has words is shown. */
export function titleOf(headline: Text, event: Text, description: Text): Text {
  const begin = description && /^.{1,120}(?=\s|$)|^.{1,120}/su.exec(description.trim())?.[0];
  return headline ?? event ?? (begin && (begin.length < description.trim().length ? `${begin} …` : begin));
}

function known<Value extends string>(values: readonly Value[], text: Text): Value | undefined {
  return values.find((value) => value === text?.toLowerCase());
}

/** `sender,identifier,sent` of each message, separated by white space (§3.2.1); an identifier alone is read too. */
export function referencesOf(text = ''): AlertReference[] {
  return text.split(/\s+/).flatMap((reference) => {
    const parts = reference.split(',');
    if (parts.length === 1) return parts[0] ? { id: parts[0] } : [];
    const found: AlertReference[] = [];
    for (let at = 0; at < parts.length; at += 3) {
      const [senderId, id, sent] = parts.slice(at, at + 3);
      if (id) found.push({ id, senderId: senderId || undefined, sent: dateOf(sent) });
    }
    return found;
  });
}

/**
 * `xsd:dateTime` with a zone, as CAP demands, or the date of RSS, which feeds put in CAP's elements; anything else is no
 * date.
 */
export function dateOf(text: Text): Date | undefined {
  const isDate =
    text &&
    text.length < 40 &&
    (/^\d{4}-.*T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ||
      /^[a-z]{3}, *\d{1,2} [a-z]{3} \d{4} \d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|GMT|UTC?|Z)$/i.test(text));
  const time = isDate ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time);
}

/** An area's ring: three points at least, each on the globe; undefined when it can't be read. */
export function ringOf(points: readonly (readonly unknown[])[]): [number, number][] | undefined {
  const ring = points.map(([north, east]) => pointOf(north, east)).filter((point) => point !== undefined);
  return ring.length === points.length && new Set(ring.map(String)).size >= 3 ? ring : undefined;
}

export function pointOf(north: unknown, east: unknown): [latitude: number, longitude: number] | undefined {
  const isOn = (value: unknown, most: number): value is number => typeof value === 'number' && Math.abs(value) <= most;
  return isOn(north, 90) && isOn(east, 180) ? [north, east] : undefined;
}
