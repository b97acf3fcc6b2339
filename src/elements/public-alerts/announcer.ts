import type { PublicAlert } from '../../alerts/index.ts';

/** What was said on this page: two elements with the same source say it once. */
const said = new Set<string>();

/** Bounds what a screen that is never reloaded keeps. */
const MOST_KEPT = 2000;

/**
 * What screen readers say when warnings come with a refresh: each once, extreme ones at once, the others when there is a
 * pause. What was there at the first load is read in the page.
 */
export class Announcer {
  polite = '';
  assertive = '';
  /** In which it was said. It stays when the page's language changes: else it would be said again. */
  language = '';

  #last?: readonly PublicAlert[];
  #origin?: string;
  readonly #known = new Set<string>();

  /**
   * Takes the alerts that are on show now.
   *
   * @param origin what they were asked by; by another, all are the first
   */
  hear(alerts: readonly PublicAlert[], origin: string, language: string, aloud: (alert: PublicAlert) => string): void {
    if (alerts === this.#last) return;
    this.#last = alerts;
    const isFirst = origin !== this.#origin;
    this.#origin = origin;
    const fresh = isFirst ? [] : alerts.filter((alert) => !this.#known.has(keyOf(alert)) && !said.has(keyOf(alert)));
    const inWords = (isWanted: (alert: PublicAlert) => boolean): string => fresh.filter(isWanted).map(aloud).join('. ');
    this.polite = inWords(({ severity }) => severity !== 'extreme');
    this.assertive = inWords(({ severity }) => severity === 'extreme');
    this.language = language;
    keep(this.#known, alerts);
    keep(said, fresh);
  }
}

/** A message, in whatever language. */
function keyOf({ senderId, id, sent }: PublicAlert): string {
  return [senderId, id, sent?.getTime()].join(' ');
}

function keep(keys: Set<string>, alerts: readonly PublicAlert[]): void {
  if (keys.size > MOST_KEPT) keys.clear();
  for (const alert of alerts) keys.add(keyOf(alert));
}
