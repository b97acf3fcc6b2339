/** From a wire document to the alerts in force. */
import { decode } from '../documents/encoding.ts';
import { Registry } from '../documents/registry.ts';
import { CivicError } from '../errors.ts';
import { concernsPlace } from './areas.ts';
import { alerts } from './formats/alerts.ts';
import { cap } from './formats/cap.ts';
import { nws } from './formats/nws.ts';
import { wmo } from './formats/wmo.ts';
import { gravestFirst, inForce, inOneLanguage } from './in-force.ts';
import type { AlertFormat, AlertPlace, PublicAlert } from './model.ts';

/** The formats that come with the package. Another is added here. */
export const alertFormats: readonly AlertFormat[] = [cap, nws, wmo, alerts];

const registered = new Registry<AlertFormat>();

/** Adds a wire format, or replaces the one of the same name, for `parseAlerts` and for every widget. */
export function registerAlertFormat(format: AlertFormat): void {
  registered.register(format);
}

/** A body as it comes from the network, as text, or parsed. */
export type AlertBody = string | ArrayBuffer | Uint8Array | object;

export interface ParseAlertsOptions {
  /** The name of a wire format; `auto`, the default, tells it from the content. */
  format?: string;
  /** The URL of the document: relative links start from it. */
  url?: string;
  contentType?: string;
  /** Each alert in this language, else in English, else in its own first; not given: in all its languages. */
  language?: string;
}

/** What a URL brings. */
export interface AlertAnswer {
  body: AlertBody;
  url?: string;
  contentType?: string;
}

export interface ReadAlertsOptions extends ParseAlertsOptions {
  /** Gets the whole alerts that a feed or a register only points to. Without it, or where it fails, the entries do. */
  load?: (url: string) => Promise<AlertAnswer>;
  /** Alerts for these are loaded first, and of a register no others. */
  places?: readonly AlertPlace[];
}

/** Alerts that a document only points to are loaded, but not an archive of them. */
const MOST_LOADED = 20;

/**
 * The alerts of a document: the newest of each chain of updates, without those taken back, gravest first. Expiry, places
 * and a least severity are for `chooseAlerts`.
 *
 * @throws {CivicError} `format`
 */
export function parseAlerts(body: AlertBody, options: ParseAlertsOptions = {}): PublicAlert[] {
  return ordered(inForce(messagesOf(body, options).messages), options.language);
}

/**
 * What `parseAlerts` gives, with the whole alerts instead of the entries that only announce them.
 *
 * @throws {CivicError} `format`
 */
export async function readAlerts(body: AlertBody, options: ReadAlertsOptions = {}): Promise<PublicAlert[]> {
  const { load, places = [], language } = options;
  const { messages, format } = messagesOf(body, options);
  if (!load) return ordered(inForce(messages), language);
  const isWanted = (alert: PublicAlert) => places.some((place) => concernsPlace(alert.areas, place));
  const linked = messages.filter(({ source }) => source);
  const wanted = linked.filter(isWanted);
  const others = format.isRegister ? [] : linked.filter((alert) => !isWanted(alert));
  const loaded = new Set([...wanted, ...others].slice(0, MOST_LOADED));
  const whole = await Promise.all(
    messages.map(async (message) => {
      if (!loaded.has(message)) return [message];
      try {
        const answer = await load(message.source!);
        return messagesOf(answer.body, { url: message.source, ...answer, format: cap.name }).messages;
      } catch {
        return [message];
      }
    }),
  );
  return ordered(inForce(whole.flat()), language);
}

/** The alerts of several sources as one list. @see parseAlerts */
export function mergeAlerts(lists: readonly (readonly PublicAlert[])[]): PublicAlert[] {
  return gravestFirst(inForce(lists.flat()));
}

function ordered(messages: readonly PublicAlert[], language: string | undefined): PublicAlert[] {
  return gravestFirst(language === undefined ? messages : inOneLanguage(messages, language));
}

/** All messages for the public, in the document's order, also cancellations. @throws {CivicError} `format` */
export function messagesOf(
  body: AlertBody,
  { format: name = 'auto', url, contentType }: ParseAlertsOptions,
): { messages: PublicAlert[]; format: AlertFormat } {
  const document = documentOf(body, contentType, url);
  const format = [...registered, ...alertFormats].find(
    (candidate) => (name === 'auto' || name === candidate.name) && candidate.matches(document),
  );
  if (!format) throw new CivicError('format', name === 'auto' ? 'no known alert format' : `not ${name}`, { url });
  try {
    return { messages: format.parse(document, { url }), format };
  } catch (cause) {
    throw cause instanceof CivicError ? cause : new CivicError('format', `not ${format.name}`, { url, cause });
  }
}

/** Text, or parsed JSON. */
function documentOf(body: AlertBody, contentType: string | undefined, url: string | undefined): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  const text = isBytes ? decode(new Uint8Array(body as ArrayBuffer), contentType) : body;
  const written = text.replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(written)) return written;
  try {
    return JSON.parse(written);
  } catch (cause) {
    throw new CivicError('format', 'not JSON', { url, cause });
  }
}
