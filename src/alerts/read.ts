/** What `parseAlerts` does, for elements: a format is loaded when a document needs it, and whole alerts are asked for. */
import { loadChunk } from '../errors.ts';
import { type AlertBody, messagesIn, ordered, type ParseAlertsOptions } from './messages.ts';
import type { AlertFormat, AlertPlace, PublicAlert } from './model.ts';

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
 * What `parseAlerts` gives, with the whole alerts instead of the entries that only announce them.
 *
 * @throws {CivicError} `format`, or `network` where the code of the format can't be loaded
 */
export async function readAlerts(body: AlertBody, options: ReadAlertsOptions = {}): Promise<PublicAlert[]> {
  const { load, places = [], language } = options;
  const { messages, format } = await messagesOf(body, options);
  if (!load) return ordered(messages, language);
  const near = places.length ? await loadChunk(import('./areas.ts')) : undefined;
  const isWanted = (alert: PublicAlert) => places.some((place) => near?.concernsPlace(alert.areas, place));
  const linked = messages.filter(({ source }) => source);
  const wanted = linked.filter(isWanted);
  const others = format.isRegister ? [] : linked.filter((alert) => !isWanted(alert));
  const loaded = new Set([...wanted, ...others].slice(0, MOST_LOADED));
  const whole = await Promise.all(
    messages.map(async (message) => {
      if (!loaded.has(message)) return [message];
      try {
        const answer = await load(message.source!);
        return (await messagesOf(answer.body, { url: message.source, ...answer, format: 'cap' })).messages;
      } catch {
        return [message];
      }
    }),
  );
  return ordered(whole.flat(), language);
}

async function messagesOf(
  body: AlertBody,
  options: ParseAlertsOptions,
): Promise<{ messages: PublicAlert[]; format: AlertFormat }> {
  const document = jsonOf(body) ?? (await loadChunk(import('./document.ts'))).documentOf(body, options);
  const formats =
    typeof document === 'string'
      ? [(await loadChunk(import('./formats/cap.ts'))).cap]
      : (await loadChunk(import('./formats/json-formats.ts'))).jsonFormats;
  return messagesIn(document, formats, options);
}

/** JSON is UTF-8 (RFC 8259 §8.1): it needs no reader of encodings. Undefined where it may be anything else. */
function jsonOf(body: AlertBody): unknown {
  const isBytes = body instanceof ArrayBuffer || ArrayBuffer.isView(body);
  if (typeof body !== 'string' && !isBytes) return body;
  try {
    return JSON.parse(isBytes ? new TextDecoder('utf-8', { fatal: true }).decode(body) : body);
  } catch {
    return undefined;
  }
}
