/** From a wire document to the alerts in force, with every format at hand. */
import { cap } from './formats/cap.ts';
import { jsonFormats } from './formats/json-formats.ts';
import { documentOf } from './document.ts';
import { type AlertBody, messagesIn, ordered, type ParseAlertsOptions } from './messages.ts';
import type { AlertFormat, PublicAlert } from './model.ts';

/** The formats that come with the package. Another is added with `registerAlertFormat`. */
export const alertFormats: readonly AlertFormat[] = [cap, ...jsonFormats];

/**
 * The alerts of a document: the newest of each chain of updates, without those taken back, gravest first. Expiry, places
 * and a least severity are for `chooseAlerts`.
 *
 * @throws {CivicError} `format`
 */
export function parseAlerts(body: AlertBody, options: ParseAlertsOptions = {}): PublicAlert[] {
  return ordered(messagesOf(body, options), options.language);
}

/** All messages for the public, in the document's order, also cancellations. @throws {CivicError} `format` */
export function messagesOf(body: AlertBody, options: ParseAlertsOptions): PublicAlert[] {
  return messagesIn(documentOf(body, options), alertFormats, options).messages;
}
