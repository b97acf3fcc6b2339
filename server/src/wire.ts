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

export interface Vote {
  /** Option ids. */
  choices: string[];
  /** The one-time code, if not in the header Civic-Code. */
  code?: string;
}

/** RFC 9457. */
export interface Problem {
  /** Ends in the code. */
  type: string;
  title: string;
  status: number;
  detail?: string;
  challenge?: Challenge;
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
