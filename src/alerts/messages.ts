/** The messages of a document, and which of them hold; which formats are known is the caller's. */
import { Registry } from '../documents/registry.ts';
import { CivicError } from '../errors.ts';
import { gravestFirst, inForce, inOneLanguage } from './in-force.ts';
import type { AlertFormat, PublicAlert } from './model.ts';

/** Formats that a site has added: asked before the package's own. */
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

/** All messages for the public, in the document's order, also cancellations. @throws {CivicError} `format` */
export function messagesIn(
  document: unknown,
  formats: readonly AlertFormat[],
  { format: name = 'auto', url }: ParseAlertsOptions,
): { messages: PublicAlert[]; format: AlertFormat } {
  const format = [...registered, ...formats].find(
    (candidate) => (name === 'auto' || name === candidate.name) && candidate.matches(document),
  );
  if (!format) throw new CivicError('format', name === 'auto' ? 'no known alert format' : `not ${name}`, { url });
  try {
    return { messages: format.parse(document, { url }), format };
  } catch (cause) {
    throw cause instanceof CivicError ? cause : new CivicError('format', `not ${format.name}`, { url, cause });
  }
}

/** Those in force, gravest first. */
export function ordered(messages: readonly PublicAlert[], language: string | undefined): PublicAlert[] {
  const alerts = inForce(messages);
  return gravestFirst(language === undefined ? alerts : inOneLanguage(alerts, language));
}

/** The alerts of several sources as one list, each source's in force. @see parseAlerts */
export function mergeAlerts(lists: readonly (readonly PublicAlert[])[]): PublicAlert[] {
  return gravestFirst(inForce(lists.flat(), false));
}
