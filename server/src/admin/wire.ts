import type { QuestionResult, ResultGroup } from '../surveys/results.ts';

/** What `/admin/api` answers; the page in server/admin reads it. */

export type { QuestionResult, ResultGroup };

export interface Session {
  /** Who acts, as the administrative log will call them. */
  by: string;
  /** Signed in by a token, and so by a form that can sign out; else by the proxy. */
  hasForm: boolean;
}

export interface Item {
  kind: 'polls' | 'surveys';
  id: string;
  title: string;
  state: 'open' | 'closed' | 'upcoming';
  /** Votes or responses that count. */
  voters: number;
  /** ISO 8601 */
  opensAt?: string;
  endsAt?: string;
  /** It was closed by hand and may be opened again. */
  canOpen: boolean;
  /** One-time codes can be made. */
  hasCodes: boolean;
}

export interface PollDetail extends Item {
  options: { id: string; title: string; votes: number }[];
  hasComments: boolean;
}

export interface SurveyDetail extends Item {
  hasTexts: boolean;
}

/** What somebody wrote with a vote or in a response. */
export interface Written {
  /** By which it is taken out. */
  id: string;
  /** ISO 8601, to the hour. */
  at: string;
  context?: string;
  texts: { question?: string; title?: string; text?: string; redacted?: true }[];
}

export interface WrittenPage {
  written: Written[];
  /** There are more, after this id. */
  next?: string;
}

export interface LogPage {
  entries: { number: number; at: string; by: string; action: string; subject: string; detail?: string }[];
  /** The log was not tampered with. */
  isWhole: boolean;
}

export interface FeedHealth {
  kind: 'news' | 'alerts' | 'weather';
  /** Of the weather, the host that is asked. */
  id: string;
  /** `unasked`: no visitor has wanted to know since the start. */
  state: 'ok' | 'old' | 'failing' | 'unasked';
  /** When the source last confirmed what is served; ISO 8601. */
  fetchedAt?: string;
  detail?: string;
}
