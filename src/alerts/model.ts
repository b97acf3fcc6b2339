/**
 * What an official warning says, whatever its source and its kind: storm, flood, fire, epidemic, water cut. The terms are
 * those of the Common Alerting Protocol (CAP 1.2, OASIS Standard, 1 July 2010), in lower case.
 */
export interface PublicAlert {
  /** CAP `identifier`, unique within `senderId`; of a feed's entry its id. */
  id: string;
  /** What it warns of, in the alert's words: CAP `headline`, else `event`. */
  headline: string;
  /** The kind of event: "Flood". */
  event?: string;
  description?: string;
  /** What to do. */
  instruction?: string;
  /** Whom to ask. */
  contact?: string;
  categories: AlertCategory[];
  severity: AlertSeverity;
  urgency: AlertUrgency;
  certainty: AlertCertainty;
  /** Who warns, by name. */
  sender?: string;
  /** CAP `sender`: who warns, as an identifier. */
  senderId?: string;
  /** The page about it; http(s) only. */
  url?: string;
  /** The URL of the whole alert, where this is an entry of a feed or a register that only announces it. */
  source?: string;
  /** BCP 47, in lower case. */
  language?: string;
  sent?: Date;
  /** From when the information holds. */
  effective?: Date;
  /** When the event is expected to begin. */
  onset?: Date;
  /** Until when the information holds. */
  expires?: Date;
  /** The union of them is where it warns; none means everywhere. */
  areas: AlertArea[];
  /** `update` replaces, `cancel` takes back the messages of `references`; the lists that parsers give have no `cancel`. */
  messageType: AlertMessageType;
  /** The earlier messages that this one acts on. */
  references: AlertReference[];
}

/** Gravest first. `unknown` is not graded, and never filtered out by its severity. */
export const ALERT_SEVERITIES = ['extreme', 'severe', 'moderate', 'minor', 'unknown'] as const;
export const ALERT_URGENCIES = ['immediate', 'expected', 'future', 'past', 'unknown'] as const;
export const ALERT_CERTAINTIES = ['observed', 'likely', 'possible', 'unlikely', 'unknown'] as const;
// prettier-ignore
export const ALERT_CATEGORIES = [
  'geo', 'met', 'safety', 'security', 'rescue', 'fire', 'health', 'env', 'transport', 'infra', 'cbrne', 'other',
] as const;

export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];
export type AlertUrgency = (typeof ALERT_URGENCIES)[number];
export type AlertCertainty = (typeof ALERT_CERTAINTIES)[number];
export type AlertCategory = (typeof ALERT_CATEGORIES)[number];
export type AlertMessageType = 'alert' | 'update' | 'cancel';

export interface AlertArea {
  /** In words: CAP `areaDesc`. */
  name: string;
  /** Rings of [latitude, longitude]. */
  polygons?: [number, number][][];
  /** The radius in km. */
  circles?: { latitude: number; longitude: number; radius: number }[];
  /** The shapes are not all of the area (it has geocodes, or a shape that can't be read): its name counts as well. */
  isPartial?: boolean;
}

export interface AlertReference {
  id: string;
  senderId?: string;
  sent?: Date;
}

/** Where somebody wants to be warned. */
export interface AlertPlace {
  name: string;
  /** Other names of the place: in another language, former ones, of the region that it lies in. */
  names?: readonly string[];
  latitude?: number;
  longitude?: number;
}

/** One wire format. Another is added with `registerAlertFormat`. */
export interface AlertFormat {
  name: string;
  /** Whether a document is of this format: text, unless it is JSON, which is parsed. */
  matches(document: unknown): boolean;
  /**
   * All its messages for the public, also those that replace or cancel others; each language is one. The document has
   * matched.
   *
   * @throws when it can't be read
   */
  parse(document: unknown, options: { url?: string }): PublicAlert[];
  /** It lists the alerts of the whole world: whole alerts are loaded only for the places asked for. */
  isRegister?: boolean;
}
