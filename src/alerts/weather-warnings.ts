/** Alerts in the form in which `<city-weather>` and the `weather` entry have them. */
import { chooseAlerts } from './choose.ts';
import { endOf, inForce } from './in-force.ts';
import type { AlertPlace, AlertSeverity, PublicAlert } from './model.ts';
import type { AlertBody } from './messages.ts';
import { messagesOf } from './parse.ts';

/** `WeatherWarning` of the weather's model; the two don't import each other. */
export interface AlertAsWarning extends Pick<
  PublicAlert,
  | 'id'
  | 'event'
  | 'description'
  | 'instruction'
  | 'sender'
  | 'url'
  | 'source'
  | 'language'
  | 'onset'
  | 'expires'
  | 'areas'
> {
  title: string;
  severity: AlertSeverity;
}

/**
 * The warnings of a CAP 1.2 alert or a feed, in the document's order, each language one. What was replaced or taken back
 * is left out.
 *
 * @throws {CivicError} `format`
 */
export function parseWarnings(body: AlertBody, options: { url?: string; contentType?: string } = {}): AlertAsWarning[] {
  return inForce(messagesOf(body, options)).map(asWarning);
}

/** The warnings of alerts, in their order. */
export function asWarning(alert: PublicAlert): AlertAsWarning {
  const { id, event, description, instruction, sender, url, source, language, areas, severity } = alert;
  const expires = endOf(alert);
  const onset = alert.onset ?? alert.effective;
  const title = alert.headline;
  return { id, title, severity, event, description, instruction, sender, url, source, language, onset, expires, areas };
}

/**
 * Those of `warnings` that concern a place now, severest first, each in the language asked for, else in English, else in
 * the alert's first. An alert without an area concerns all.
 */
export function warningsFor<Warning extends Pick<AlertAsWarning, 'id' | 'severity' | 'areas'>>(
  warnings: readonly Warning[],
  place: AlertPlace,
  { now, language = 'en' }: { now?: Date; language?: string } = {},
): Warning[] {
  return chooseAlerts(warnings, { places: [place], now, language });
}
