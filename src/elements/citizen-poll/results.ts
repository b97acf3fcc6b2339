import { html, nothing, type TemplateResult } from 'lit';
import { numberFormat } from '../../i18n/format.ts';
import type { Poll, PollOption } from '../../poll/model.ts';
import { percentages } from '../../poll/percentages.ts';

export interface ResultRow {
  option: PollOption;
  votes: number;
  /** Whole percentage. */
  share: number;
  own: boolean;
}

/** The counts of a poll as rows, in the given order or the most votes first. */
export function resultRows(poll: Poll, own: readonly string[], byVotes: boolean): ResultRow[] {
  const shares = percentages(poll);
  const rows = poll.options.map((option, index) => ({
    option,
    votes: option.votes_count ?? 0,
    share: shares[index] ?? 0,
    own: own.includes(option.id),
  }));
  return byVotes ? rows.sort((a, b) => b.votes - a.votes) : rows;
}

export function percent(locale: string, share: number): string {
  return numberFormat(locale, { style: 'percent' }).format(share / 100);
}

export interface ResultWords {
  locale: string;
  own: string;
  votes(count: number): string;
}

/** Bars are drawn as SVG: a width in an attribute passes any CSP, and printers don't drop it as they do backgrounds. */
export function renderBars(rows: readonly ResultRow[], words: ResultWords): TemplateResult {
  return html`<ul class="rows" part="results" role="list">
    ${rows.map(
      ({ option, votes, share, own }) =>
        html`<li class="row result" part=${own ? 'result own' : 'result'}>
          <span class="title">
            <span dir="auto">${option.title}</span>
            ${own ? html`<span class="own" part="own-choice">${words.own}</span>` : nothing}
          </span>
          <span class="votes">${words.votes(votes)}</span>
          <span class="share">${percent(words.locale, share)}</span>
          <svg class="bar" part="bar" aria-hidden="true">
            <rect class="fill" width="${share}%" height="100%"></rect>
          </svg>
        </li>`,
    )}
  </ul>`;
}
