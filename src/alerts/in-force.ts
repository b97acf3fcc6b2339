/** Which of many messages hold, and in which order. Sections are those of CAP 1.2. */
import {
  ALERT_SEVERITIES,
  ALERT_URGENCIES,
  type AlertReference,
  type AlertSeverity,
  type AlertUrgency,
  type PublicAlert,
} from './model.ts';

/** What alerts are chosen and put in order by. */
export type Choosable = Pick<PublicAlert, 'id' | 'severity' | 'areas'> &
  Partial<Pick<PublicAlert, 'senderId' | 'urgency' | 'language' | 'sent' | 'effective' | 'onset' | 'expires'>>;

export interface TimelyChoice {
  /** Only alerts as grave as this, and those that are not graded. */
  minSeverity?: AlertSeverity;
  /** Each alert in this language, else in English, else in its own first; not given: in all its languages. */
  language?: string;
  /** Leaves out what has expired; the default is the present moment. */
  now?: Date;
}

/** What `chooseAlerts` gives wherever it warns. */
export function chooseTimely<Alert extends Choosable>(
  alerts: readonly Alert[],
  { minSeverity = 'unknown', language, now = new Date() }: TimelyChoice = {},
): Alert[] {
  const chosen = alerts.filter(
    (alert) =>
      !isOver(alert, now) &&
      (alert.severity === 'unknown' || severityRank(alert) <= ALERT_SEVERITIES.indexOf(minSeverity)),
  );
  return gravestFirst(language === undefined ? chosen : inOneLanguage(chosen, language));
}

/** Gravest first, of these the most urgent, of these what begins first. */
export function gravestFirst<Alert extends Choosable>(alerts: readonly Alert[]): Alert[] {
  const begin = ({ onset, effective }: Choosable) => Number(onset ?? effective ?? 0);
  return [...alerts].sort(
    (one, other) =>
      severityRank(one) - severityRank(other) || urgencyRank(one) - urgencyRank(other) || begin(one) - begin(other),
  );
}

/** Bounds the work on a document made to cost; what goes beyond it hides nothing. */
const MOST_COMPARED = 200_000;

/**
 * The messages that nobody has replaced or taken back (§3.2.1), each once. An update or a cancellation acts on the earlier
 * messages that it refers to. It acts on none that was sent after it, and messages that only replace each other all stay.
 * Messages of several sources may have the same identifiers by chance: there, both senders must be known.
 */
export function inForce(messages: readonly PublicAlert[], areOfOneSource = true): PublicAlert[] {
  const byId = new Map<string, PublicAlert[]>();
  const byKey = new Map<string, PublicAlert>();
  for (const message of messages) {
    const key = messageKey(message);
    if (byKey.has(key)) continue;
    byKey.set(key, message);
    add(byId, message.id, message);
  }
  /** Of each message that something acts on, the keys of what does. */
  const actors = new Map<string, string[]>();
  let compared = 0;
  for (const [key, actor] of byKey) {
    if (actor.messageType === 'alert') continue;
    for (const reference of actor.references) {
      const named = byId.get(reference.id) ?? [];
      compared += named.length;
      if (compared > MOST_COMPARED) break;
      for (const target of referredTo(reference, named, areOfOneSource)) {
        const targetKey = messageKey(target);
        const isEarlier = !target.sent || !actor.sent || target.sent <= actor.sent;
        if (targetKey !== key && isEarlier) add(actors, targetKey, key);
      }
    }
  }
  const gone = goneOf(byKey, actors);
  const seen = new Set<string>();
  return messages.filter((message) => {
    const key = messageKey(message);
    if (message.messageType === 'cancel' || gone.has(key)) return false;
    const { language, headline, areas, onset, expires } = message;
    const copy = JSON.stringify([key, language, headline, areas, onset, expires]);
    return !seen.has(copy) && seen.add(copy);
  });
}

/** The messages that a reference means. Some senders use one identifier for many: then the time it was sent decides. */
function referredTo(
  { senderId, sent }: AlertReference,
  named: readonly PublicAlert[],
  areOfOneSource: boolean,
): readonly PublicAlert[] {
  const meant = named.filter((message) =>
    senderId && message.senderId ? message.senderId.toLowerCase() === senderId.toLowerCase() : areOfOneSource,
  );
  if (meant.length < 2 || !sent) return meant;
  return meant.filter((message) => message.sent?.getTime() === sent.getTime());
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** What is acted on by a cancellation, by a message that holds, or by one that is gone itself for such a reason. */
function goneOf(byKey: ReadonlyMap<string, PublicAlert>, actors: ReadonlyMap<string, string[]>): Set<string> {
  const targets = new Map<string, string[]>();
  for (const [target, keys] of actors) {
    for (const key of keys) add(targets, key, target);
  }
  const gone = new Set<string>();
  const settled = [...byKey.keys()].filter((key) => byKey.get(key)!.messageType === 'cancel' || !actors.has(key));
  for (let key = settled.pop(); key !== undefined; key = settled.pop()) {
    for (const target of targets.get(key) ?? []) {
      if (gone.has(target)) continue;
      gone.add(target);
      settled.push(target);
    }
  }
  return gone;
}

/** Identifiers are unique within a sender only (§3.2.1). */
function messageKey({ senderId = '', id, sent }: Choosable): string {
  return `${senderId.toLowerCase()}\n${id}\n${sent?.getTime() ?? ''}`;
}

/**
 * Until when an alert holds. It doesn't end before what it warns of begins, nor before it was sent: then its end is a
 * mistake, and it holds as long as its source has it.
 */
export function endOf({ expires, onset, sent }: Pick<Choosable, 'expires' | 'onset' | 'sent'>): Date | undefined {
  const isMistake = expires && ((onset && onset > expires) || (sent && sent > expires));
  return isMistake ? undefined : expires;
}

function isOver(alert: Choosable, now: Date): boolean {
  const end = endOf(alert);
  return end !== undefined && end <= now;
}

/** Each message in one language: `wanted`, else English, else its first. Its infos in others are translations. */
export function inOneLanguage<Alert extends Choosable>(alerts: readonly Alert[], wanted: string): Alert[] {
  const languages = new Map<string, (string | undefined)[]>();
  for (const alert of alerts) {
    const key = messageKey(alert);
    const known = languages.get(key);
    if (known) known.push(alert.language);
    else languages.set(key, [alert.language]);
  }
  const best = new Map([...languages].map(([key, known]) => [key, bestLanguage(known, wanted)]));
  return alerts.filter((alert) => isSameLanguage(alert.language, best.get(messageKey(alert))));
}

/** `vi` and `vi-VN` are one language, `zh-HK` and `zh-CN` may be translations of each other. */
function isSameLanguage(one = '', other = ''): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short !== '' && long.toLowerCase().startsWith(`${short.toLowerCase()}-`));
}

function bestLanguage(languages: readonly (string | undefined)[], wanted: string): string | undefined {
  const primary = (tag: string) => tag.split('-')[0]!.toLowerCase();
  const of = (tag: string) => languages.find((known) => known !== undefined && primary(known) === primary(tag));
  return (
    languages.find((known) => known?.toLowerCase() === wanted.toLowerCase()) ?? of(wanted) ?? of('en') ?? languages[0]
  );
}

function severityRank({ severity }: { severity: AlertSeverity }): number {
  return ALERT_SEVERITIES.indexOf(severity);
}

function urgencyRank({ urgency = 'unknown' }: { urgency?: AlertUrgency }): number {
  return ALERT_URGENCIES.indexOf(urgency);
}
