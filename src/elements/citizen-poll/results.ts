import { html, nothing, type TemplateResult } from 'lit';
import { ballot as en } from '../../i18n/en/ballot.ts';
import { dateFormat, numberFormat } from '../../i18n/format.ts';
import { dayStyle } from '../../i18n/moments.ts';
import { ballot as vi } from '../../i18n/vi/ballot.ts';
import { phaseOf, type Poll, type PollOption } from '../../poll/model.ts';
import { percentages } from '../../poll/percentages.ts';
import type { CitizenPoll } from './citizen-poll.ts';
import { clock, questionOf, renderDescription, timeOf } from './form.ts';
import { states } from '../../theme/states.ts';
import { styles } from './results.styles.ts';

export interface ResultRow {
  option: PollOption;
  votes: number;
  /** Whole percentage. */
  share: number;
  own: boolean;
}

/** What the results look like on one widget: each has its own way of looking at them. */
interface Choices {
  byVotes?: boolean;
  table?: typeof import('./results-table.ts');
}

const looks = new WeakMap<CitizenPoll, Choices>();

/** Gives the widget the texts and styles of all that comes after a vote. */
export function furnish(host: CitizenPoll): void {
  host.texts.add('ballot', { en, vi });
  host.adopt(states, styles);
}

/** The counts as rows, in the given order or the most votes first. */
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

/** The poll without its form: results where they may be seen, else the options alone. */
export function renderAnswer(host: CitizenPoll, poll: Poll, sees: boolean): TemplateResult {
  const look = looks.get(host) ?? {};
  const byVotes = look.byVotes ?? host.sort === 'votes';
  const set = (change: Choices) => {
    looks.set(host, { ...look, ...change });
    host.requestUpdate();
  };
  const rows = sees ? resultRows(poll, host.ownChoices(poll), byVotes) : [];
  return html`<div class="answer" role="group" aria-labelledby="question" tabindex="-1">
      <p class="question" part="question" id="question"><bdi>${questionOf(host, poll)}</bdi></p>
      ${renderDescription(poll)}
      <p class="quiet" part="time">${poll.expired ? closedText(host, poll) : timeOf(host, poll)}</p>
      ${
        sees
          ? (look.table?.renderTable(host, poll, rows) ?? renderBars(host, rows))
          : html`<ul class="rows" part="options" role="list">
              ${poll.options.map(({ title }) => html`<li class="row" part="option"><bdi>${title}</bdi></li>`)}
            </ul>`
      }
      <p class="quiet" part="summary">${sees ? totalText(host, poll) : nothing}</p>
    </div>
    <div class="actions">
      ${renderWayBack(host, poll)}
      ${
        sees
          ? html`<button
                class="tool"
                aria-pressed=${byVotes ? 'true' : 'false'}
                @click=${() => set({ byVotes: !byVotes })}
              >
                ${host.texts.get('sort-votes')}</button
              ><button
                class="tool"
                aria-pressed=${look.table ? 'true' : 'false'}
                @click=${async () => set({ table: look.table ? undefined : await import('./results-table.ts') })}
              >
                ${host.texts.get('show-table')}
              </button>`
          : nothing
      }
    </div>`;
}

/** Bars are SVG: a width in an attribute passes any CSP, and printers don't drop them as they do backgrounds. */
function renderBars({ texts }: CitizenPoll, rows: readonly ResultRow[]): TemplateResult {
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

function renderWayBack(host: CitizenPoll, poll: Poll): unknown {
  const { texts } = host;
  if (phaseOf(poll, Date.now()) !== 'open') return nothing;
  if (!host.hasVoted(poll)) {
    return html`<button class="button" @click=${() => (host.isPeeking = false)}>${texts.get('hide-results')}</button>`;
  }
  const onChange = () => {
    host.chosen = host.ownChoices(poll);
    host.isChanging = true;
  };
  return poll.allow_change && host.endpoint
    ? html`<button class="button" @click=${onChange}>${texts.get('change')}</button>`
    : nothing;
}

/** How many have voted: people and their choices where they may choose several. */
function totalText({ texts }: CitizenPoll, { kind, votes_count: votes, voters_count: voters }: Poll): string {
  if (votes === 0) return texts.get('no-votes');
  const people = kind === 'multiple' && voters ? [texts.get('voters', { count: voters })] : [];
  return [...people, ...(votes ? [texts.get('votes', { count: votes })] : [])].join(' · ');
}

function closedText(host: CitizenPoll, { opens_at: opens, expires_at: expires }: Poll): string {
  const { texts } = host;
  if (!expires) return texts.get('closed');
  if (!opens || Date.parse(opens) >= Date.parse(expires)) return texts.get('closed-on', { time: clock(host, expires) });
  const format = dateFormat(texts.locale, { ...dayStyle(texts), timeZone: host.shownZone });
  return texts.get('period', { time: format.formatRange(Date.parse(opens), Date.parse(expires)) });
}
