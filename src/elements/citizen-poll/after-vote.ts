/**
 * What is shown of a poll without its form: results, and what has become of the vote. Loaded when somebody chooses, or
 * when there is no form to show.
 */
import { html, nothing } from 'lit';
import { ballot as ballotEn } from '../../i18n/en/ballot.ts';
import { ballot as ballotVi } from '../../i18n/vi/ballot.ts';
import { codeOf } from '../../outbox/outbox.ts';
import type { BallotState } from '../../poll/ballot-box.ts';
import { fits, phaseOf, type Poll, type PollResults } from '../../poll/model.ts';
import type { PollView } from './ballot-form.ts';

export { styles } from './results.styles.ts';
export { renderAnswer, resultsInWords } from './results.ts';

export type AfterVote = typeof import('./after-vote.ts');

export const texts = { en: ballotEn, vi: ballotVi };

/** How the poll is shown beside the note. */
export interface NoteContext {
  /** Where the poll was read. */
  url: string;
  /** The form is on show. */
  isForm: boolean;
  /** The results may be seen. */
  canSee: boolean;
  policy: PollResults;
}

export interface Outcome extends PollView, NoteContext {
  state: BallotState;
  /** The page draws the last refusal itself. */
  isErrorHandled: boolean;
  /** Read out with the thanks for a vote; undefined until a vote of this tab was counted. */
  spoken: string | undefined;
}

/** What the server said to a vote of this tab. */
export function renderOutcome({ texts, poll, state, url, isForm, canSee, policy, ...rest }: Outcome): unknown {
  if (state.status === 'refused') {
    return rest.isErrorHandled ? nothing : html`<p class="message">${texts.get(refusalText(poll, url, state))}</p>`;
  }
  if (isForm || rest.spoken === undefined || !poll.voted) return nothing;
  return html`<p class="success">${texts.get('counted')}</p>
    ${canSee ? nothing : html`<p>${texts.get(hiddenText(poll, policy))}</p>`}
    <p class="visually-hidden">${rest.spoken}</p>`;
}

/** What is so whenever the poll is looked at, and therefore not read out. */
export function renderStanding({ texts, poll, state, isForm, canSee, policy, spoken }: Outcome): unknown {
  if (isForm || spoken !== undefined || state.status === 'refused' || phaseOf(poll, Date.now()) === 'upcoming')
    return nothing;
  return html`${poll.voted ? html`<p>${texts.get('counted.before')}</p>` : nothing}
  ${canSee ? nothing : html`<p>${texts.get(hiddenText(poll, policy))}</p>`}`;
}

/** A poll that closed while its form was on show. */
export function renderClosing({ texts }: PollView, hasChoices: boolean): unknown {
  return hasChoices
    ? html`<p class="message">${texts.get('closed-meanwhile')}</p>`
    : html`<p class="visually-hidden">${texts.get('closed')}</p>`;
}

/** `invalid` may mean the choices or the code: if the poll still has the choices, it is the code. */
function refusalText(poll: Poll, url: string, { item, error }: Extract<BallotState, { status: 'refused' }>) {
  const code = error.code as 'already-voted' | 'closed' | 'invalid';
  if (!codeOf(url)) return `refused.${code}` as const;
  if (code === 'already-voted') return 'refused.code-used';
  return code === 'invalid' && fits(poll, item.choices) ? 'refused.code' : (`refused.${code}` as const);
}

function hiddenText({ expired }: Poll, policy: PollResults) {
  if (policy === 'never') return 'hidden.never';
  return policy === 'after-close' && !expired ? 'hidden.close' : 'hidden.vote';
}
