/* Written by scripts/wire-types.ts from docs/endpoints/openapi.json. */

/** Mastodon's Poll entity, widened. */
export interface Poll {
  id: string;
  /** Plain text. */
  question: string;
  /** Plain text. */
  description?: string;
  options: PollOption[];
  /** `rating`: the options are steps in order, from one end of the scale to the other. */
  kind: 'single' | 'multiple' | 'rating';
  min_choices: number;
  max_choices: number;
  opens_at: string | null;
  expires_at: string | null;
  /** No more votes are taken. */
  expired: boolean;
  /** When the widget shows counts. Only the last two are kept by the server, too. */
  results: 'after-vote' | 'always' | 'after-close' | 'never';
  /** Choices counted; null: hidden. */
  votes_count: number | null;
  /** People counted; null: hidden. */
  voters_count: number | null;
  /** The one who asks has voted, as far as the server can know. */
  voted: boolean;
  /** Ids of that voter's choices; only in the answer to a vote. */
  own_votes: string[];
  /** A second vote replaces the first. */
  allow_change: boolean;
  comment?: PollComment;
  /** Titles that were corrected after votes had been cast, oldest first. Absent: none. */
  corrections?: Correction[];
}

export interface Correction {
  at: string;
  /** The id of the option whose title it was; absent: the question. */
  option?: string;
  /** Plain text. */
  from: string;
  /** Plain text. */
  to: string;
}

export interface PollOption {
  id: string;
  /** Plain text. */
  title: string;
  /** null: hidden. */
  votes_count: number | null;
}

/** A comment may be sent with the vote. Absent: none is asked for. */
export interface PollComment {
  /** What is asked; plain text. */
  title?: string;
  /** UTF-16 code units, as maxlength counts them. */
  max_length: number;
}

export interface Vote {
  /** Option ids. */
  choices: string[];
  /** Where the poll asks for one. Kept for the office; no answer contains it. */
  comment?: string;
  /** Where it was cast, such as the counter's name. */
  context?: string;
  /** The one-time code, if not in the header Civic-Code. */
  code?: string;
}

export interface Survey {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  questions: SurveyQuestion[];
  opens_at: string | null;
  expires_at: string | null;
  /** No more responses are taken. */
  expired: boolean;
  /** The one who asks has answered, as far as the server can know. */
  answered: boolean;
  /** Plain text. */
  thanks?: string;
  /** What is done with the answers. */
  privacy?: {
    /** Plain text. */
    text?: string;
    /** An http(s) URL, or a path of this site. */
    url?: string;
  };
}

export type SurveyQuestion =
  SurveyChoiceQuestion | SurveyRatingQuestion | SurveyGridQuestion | SurveyTextQuestion | SurveyNumberQuestion;

export interface SurveyChoiceQuestion {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
  kind: 'single' | 'multiple';
  options: SurveyOption[];
  min_choices?: number;
  max_choices?: number;
  /** An answer in own words is among the choices. */
  other?: boolean;
}

/** The options are steps in order, from one end of the scale to the other. */
export interface SurveyRatingQuestion {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
  kind: 'rating';
  options: SurveyOption[];
}

/** The same options for each row. */
export interface SurveyGridQuestion {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
  kind: 'grid';
  rows: SurveyOption[];
  options: SurveyOption[];
}

export interface SurveyTextQuestion {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
  kind: 'text';
  /** UTF-16 code units. */
  max_length: number;
  multiline?: boolean;
}

export interface SurveyNumberQuestion {
  id: string;
  /** Plain text. */
  title: string;
  /** Plain text. */
  description?: string;
  /** Questions that follow each other with the same section are one step. */
  section?: string;
  required: boolean;
  when?: SurveyCondition;
  kind: 'number';
  min?: number;
  max?: number;
  step?: number;
}

export interface SurveyOption {
  id: string;
  /** Plain text. */
  title: string;
}

/** The question shows only when an earlier one was answered with one of these ids; `other` stands for own words. */
export interface SurveyCondition {
  question: string;
  is: string[];
}

export interface SurveyReply {
  /** By the question's id. `single`: an option's id or { "other": text }; `multiple`: a list of those; `rating`: an id; `grid`: ids by row; `text`: a text; `number`: a number. */
  answers: Record<string, unknown>;
  /** Where it was given, such as the counter's name. */
  context?: string;
  /** The one-time code, if not in the header Civic-Code. */
  code?: string;
}

export interface SurveyReceipt {
  /** The number of the response, by which a text in it can be taken out. */
  id: string;
}

export interface AnswerFault {
  /** The question's. */
  id: string;
  /** `required`, `too-few`, `too-many`, `unknown-choice`, `other-empty`, `rows-missing`, `too-long`, `not-a-number`, `too-small`, `too-large`, `off-step`, `unknown-question`, `unreadable`, `not-shown`. */
  code: string;
}

/** RFC 9457. */
export interface Problem {
  /** Ends in the code. */
  type: string;
  title: string;
  status: number;
  detail?: string;
  challenge?: Challenge;
  /** Of a survey's response that is not valid. */
  questions?: AnswerFault[];
}

/** ALTCHA v1: find the number up to maxnumber for which the hash of salt + number is challenge. */
export interface Challenge {
  algorithm: 'SHA-256';
  challenge: string;
  maxnumber: number;
  salt: string;
  signature: string;
}

/** https://jsonfeed.org/version/1.1 */
export interface JsonFeed {
  version: 'https://jsonfeed.org/version/1.1';
  title: string;
  home_page_url?: string;
  language?: string;
  items: JsonFeedItem[];
}

export interface JsonFeedItem {
  id: string;
  url?: string;
  title?: string;
  summary?: string;
  /** As the source gave it, not sanitised. */
  content_html?: string;
  content_text?: string;
  image?: string;
  date_published?: string;
  date_modified?: string;
  authors?: { name: string }[];
  tags?: string[];
  /** The feed that it came from. */
  source?: string;
}

/** Terms of the Common Alerting Protocol 1.2, in lower case. */
export interface Alerts {
  alerts: Alert[];
}

export interface Alert {
  id: string;
  /** Plain text. */
  headline: string;
  /** Plain text. */
  event?: string;
  /** Plain text. */
  description?: string;
  /** Plain text. */
  instruction?: string;
  /** Plain text. */
  contact?: string;
  categories: string[];
  severity: 'extreme' | 'severe' | 'moderate' | 'minor' | 'unknown';
  urgency: 'immediate' | 'expected' | 'future' | 'past' | 'unknown';
  certainty: 'observed' | 'likely' | 'possible' | 'unlikely' | 'unknown';
  /** Plain text. */
  sender?: string;
  senderId?: string;
  url?: string;
  /** The whole alert, where this only announces it. */
  source?: string;
  language?: string;
  sent?: string;
  effective?: string;
  onset?: string;
  expires?: string;
  areas: AlertArea[];
  messageType: 'alert' | 'update';
  references: AlertReference[];
}

export interface AlertArea {
  /** Plain text. */
  name: string;
  /** Rings of [latitude, longitude]. */
  polygons?: number[][][];
  circles?: {
    latitude: number;
    longitude: number;
    /** Kilometres. */
    radius: number;
  }[];
  /** The shapes are not all of the area. */
  isPartial?: boolean;
}

export interface AlertReference {
  id: string;
  senderId?: string;
  sent?: string;
}

/** https://open-meteo.com/en/docs; weather data by Open-Meteo.com, CC BY 4.0. */
export interface Forecast {
  latitude: number;
  longitude: number;
  utc_offset_seconds: number;
  timezone?: string;
  current_units?: Record<string, string>;
  current?: Record<string, unknown>;
  hourly_units?: Record<string, string>;
  hourly?: Record<string, unknown[]>;
  daily_units?: Record<string, string>;
  daily?: Record<string, unknown[]>;
}

export interface Health {
  status: 'ok';
  version: string;
  database: 'sqlite' | 'postgres';
}

export interface Live {
  status: 'ok';
}

export interface Ready {
  status: 'ok' | 'degraded' | 'failing' | 'stopping';
  parts: Record<string, 'ok' | 'failing'>;
}

/** https://oembed.com */
export interface Oembed {
  version: '1.0';
  type: 'rich';
  html: string;
  width: number;
  height: number;
}
