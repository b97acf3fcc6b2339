import { html, nothing, type TemplateResult } from 'lit';
import { dateFormat, listFormat, numberFormat } from '../../i18n/format.ts';
import { dayStyle } from '../../i18n/moments.ts';
import { phaseOf, type Poll, type PollOption } from '../../poll/model.ts';
import { percentages } from '../../poll/percentages.ts';
import { formatTime, type PollView, questionOf, renderDescription, timeOf } from './ballot-form.ts';

interface ResultRow {
  option: PollOption;
  votes: number;
  /** Whole percentage. */
  share: number;
  own: boolean;
}

export interface ResultsOptions extends PollView {
  /** Identifies the poll on the page. */
  key: string;
  /** The results may be seen; otherwise only the options are shown. */
  canSee: boolean;
  sort: 'given' | 'votes';
  /** Ids that this voter chose. */
  own: readonly string[];
  /** There is an endpoint that takes votes. */
  canVote: boolean;
  update: () => void;
  /** Back to the form of a poll in which this voter hasn't voted. */
  onBack: () => void;
  onChange: () => void;
}

/** The view that was chosen for the results of each poll, by its key; not stored. */
const looks = new Map<string, { byVotes?: boolean; isTable?: boolean }>();

/** The counts as rows, in the given order or the most votes first. */
function resultRows(poll: Poll, own: readonly string[], byVotes: boolean): ResultRow[] {
  const shares = percentages(poll);
  const rows = poll.options.map((option, index) => ({
    option,
    votes: option.votes_count ?? 0,
    share: shares[index] ?? 0,
    own: own.includes(option.id),
  }));
  return byVotes ? rows.sort((a, b) => b.votes - a.votes) : rows;
}

function percent(locale: string, share: number): string {
  return numberFormat(locale, { style: 'percent' }).format(share / 100);
}

/** The results in one sentence, for screen readers: of many options, those with the most votes. */
export function resultsInWords({ locale }: PollView['texts'], poll: Poll): string {
  const rows = resultRows(poll, [], poll.options.length > 7).slice(0, 7);
  return listFormat(locale, { type: 'conjunction', style: 'narrow' }).format(
    rows.map(({ option, share }) => `${option.title} ${percent(locale, share)}`),
  );
}

/** The poll without its form: results where they may be seen, else the options alone. */
export function renderAnswer(options: ResultsOptions): TemplateResult {
  const { texts, poll, canSee, key } = options;
  const look = looks.get(key) ?? {};
  const byVotes = look.byVotes ?? options.sort === 'votes';
  const set = (change: typeof look): void => {
    looks.set(key, { ...look, ...change });
    options.update();
  };
  const rows = canSee ? resultRows(poll, options.own, byVotes) : [];
  return html`<div class="answer" role="group" aria-labelledby="question" tabindex="-1">
      <p class="question" part="question" id="question"><bdi>${questionOf(options)}</bdi></p>
      ${renderDescription(poll)}
      <p class="quiet" part="time">${poll.expired ? closedText(options) : timeOf(options)}</p>
      ${
        canSee
          ? look.isTable
            ? renderTable(options, rows)
            : renderBars(options, rows)
          : html`<ul class="rows" part="options" role="list">
              ${poll.options.map(({ title }) => html`<li class="row" part="option"><bdi>${title}</bdi></li>`)}
            </ul>`
      }
      <p class="quiet" part="summary">${canSee ? totalText(options) : nothing}</p>
    </div>
    <div class="actions">
      ${renderWayBack(options)}
      ${
        canSee
          ? html`<button
                class="tool"
                aria-pressed=${byVotes ? 'true' : 'false'}
                @click=${() => set({ byVotes: !byVotes })}
              >
                ${texts.get('sort-votes')}
              </button>
              <button class="tool" @click=${() => set({ isTable: !look.isTable })}>
                ${texts.get(look.isTable ? 'show-bars' : 'show-table')}
              </button>`
          : nothing
      }
    </div>`;
}

/** Bars are SVG: a width as attribute passes any CSP, and they are printed, unlike backgrounds. */
function renderBars({ texts }: PollView, rows: readonly ResultRow[]): TemplateResult {
  return html`<ul class="rows" part="results" role="list">
    ${rows.map(
      ({ option, votes, share, own }) =>
        html`<li class="row result" part=${own ? 'result own' : 'result'}>
          <span class="title">
            <bdi>${option.title}</bdi>
            ${own ? html`<span class="own" part="own-choice">${texts.get('own')}</span>` : nothing}
          </span>
          <span class="counts">
            <span class="votes">${texts.get('votes', { count: votes })}</span>
            <span class="share">${percent(texts.locale, share)}</span>
          </span>
          <svg class="bar" part="bar" aria-hidden="true">
            <rect class="fill" width="${share}%" height="100%"></rect>
          </svg>
        </li>`,
    )}
  </ul>`;
}

/** The results as a table, to compare or copy numbers. */
function renderTable({ texts, poll: { kind } }: PollView, rows: readonly ResultRow[]): TemplateResult {
  const number = numberFormat(texts.locale);
  const total = rows.reduce((sum, { votes }) => sum + votes, 0);
  return html`<table part="results">
    <thead>
      <tr>
        <th scope="col">${texts.get('table.answer')}</th>
        <th scope="col" class="number">${texts.get('table.votes')}</th>
        <th scope="col" class="number">${texts.get('table.share')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ option, votes, share, own }) =>
          html`<tr part=${own ? 'result own' : 'result'}>
            <th scope="row">
              <bdi>${option.title}</bdi>
              ${own ? html`<span class="own" part="own-choice">${texts.get('own')}</span>` : nothing}
            </th>
            <td class="number">${number.format(votes)}</td>
            <td class="number">${percent(texts.locale, share)}</td>
          </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${texts.get('total')}</th>
        <td class="number">${number.format(total)}</td>
        <td class="number">${kind === 'multiple' || total === 0 ? nothing : percent(texts.locale, 100)}</td>
      </tr>
    </tfoot>
  </table>`;
}

function renderWayBack({ texts, poll, canVote, onBack, onChange }: ResultsOptions): unknown {
  if (phaseOf(poll, Date.now()) !== 'open') return nothing;
  if (!poll.voted) return html`<button class="button" @click=${onBack}>${texts.get('hide-results')}</button>`;
  return poll.allow_change && canVote
    ? html`<button class="button" @click=${onChange}>${texts.get('change')}</button>`
    : nothing;
}

/** How many have voted: people and their choices where they may choose several. */
function totalText({ texts, poll: { kind, votes_count: votes, voters_count: voters } }: PollView): string {
  if (votes === 0) return texts.get('no-votes');
  const people = kind === 'multiple' && voters ? [texts.get('voters', { count: voters })] : [];
  return [...people, ...(votes ? [texts.get('votes', { count: votes })] : [])].join(' · ');
}

function closedText(view: PollView): string {
  const { texts, poll, timeZone } = view;
  const { opens_at: opens, expires_at: expires } = poll;
  if (!expires) return texts.get('closed');
  if (!opens || Date.parse(opens) >= Date.parse(expires)) {
    return texts.get('closed-on', { time: formatTime(view, expires) });
  }
  const format = dateFormat(texts.locale, { ...dayStyle(texts), timeZone });
  return texts.get('period', { time: format.formatRange(Date.parse(opens), Date.parse(expires)) });
}
