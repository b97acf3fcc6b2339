import { html, nothing, type ReactiveController } from 'lit';
import { request } from '../../endpoint/request.ts';
import { wakeIn } from '../../endpoint/wake-ups.ts';
import { listFormat } from '../../i18n/format.ts';
import { timeOfDay } from '../../i18n/moments.ts';
import { BallotBox, type BallotOptions, type BallotState } from '../../poll/ballot-box.ts';
import { codeOf, fits, type Ballot } from '../../poll/ballot.ts';
import { hasCounts, maySeeResults, phaseOf, type Poll } from '../../poll/model.ts';
import { protocolOf } from '../../poll/parse.ts';
import { jsonOrNothing, parseVoteAnswer, readRefusal } from '../../poll/vote-answer.ts';
import type { CitizenPoll } from './citizen-poll.ts';
import { deviceStorage } from './device-storage.ts';
import { clock, isLocked, SOON } from './form.ts';
import { percent, resultRows } from './results.ts';

/** What a poll's server may refuse a vote with: its body says more than the status. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** What this page has for keeping ballots: locks are missing without TLS. */
export function ballotPlace(): Pick<BallotOptions, 'storage' | 'locks'> {
  return { storage: deviceStorage(), locks: (navigator as Partial<Navigator>).locks };
}

/** Sends one vote by the poll's protocol. Resolves with the poll that the server answers, if it answers one. */
export async function sendVote(host: CitizenPoll, { choices, key }: Ballot): Promise<Poll | undefined> {
  const { data: poll, endpoint: url = '' } = host;
  if (!poll) return undefined;
  const protocol = protocolOf(poll);
  const vote = protocol.vote({ poll, choices, key, url });
  const { fetch = globalThis.fetch, credentials, timeout } = host.pace();
  const post = (headers?: Record<string, string>) =>
    request(vote.url, {
      // A vote on its way goes on when the citizen leaves the page.
      fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
      credentials,
      timeout,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...vote.headers, ...headers },
      body: JSON.stringify(vote.body),
      retries: 0,
      statuses: REFUSALS,
    });
  let answer = await post();
  const proof = answer.status === 428 && (await proofFor(answer.bytes));
  if (proof) answer = await post({ 'Civic-Proof': proof });
  const { status, bytes, retryAfter } = answer;
  if (status >= 400) throw readRefusal(protocol, { status, body: bytes, url: vote.url, retryAfter });
  return parseVoteAnswer(bytes, poll, url);
}

/** A server under abuse asks for work before it takes a vote (428 with a challenge). */
async function proofFor(body: Uint8Array): Promise<string | undefined> {
  const { isChallenge, solve } = await import('../../poll/proof.ts');
  const document = jsonOrNothing(body) as { challenge?: unknown } | undefined;
  return isChallenge(document?.challenge) ? solve(document.challenge) : undefined;
}

/** Tells the page that the server took a vote. */
export function announceVote(host: CitizenPoll, poll: Poll, choices: string[]): void {
  host.dispatchEvent(new CustomEvent('civic-vote', { bubbles: true, composed: true, detail: { poll, choices } }));
}

/** One voter's way through a poll: ties a ballot box to the widget's life, to other tabs, to the network and the clock. */
export class Voting implements ReactiveController {
  state: BallotState = { status: 'none' };
  scope?: string;
  /** What was counted from here, in this page's life: a server that follows nobody doesn't know it. */
  own: readonly string[] = [];
  #host: CitizenPoll;
  #box?: BallotBox;
  #isOpening = false;
  /** The server's answer to the last vote. */
  #answer?: Poll;
  /** What is read out with the thanks for a vote; undefined as long as none was counted from here. */
  #spoken?: string;
  #hadFocus = false;
  /** The page draws the last refusal itself. */
  #isToldByPage = false;
  #cancelTick?: () => void;

  constructor(host: CitizenPoll) {
    this.#host = host;
    host.addController(this);
  }

  /** Looks at what is written down. */
  sync(): void {
    this.#box?.sync();
  }

  hostConnected(): void {
    addEventListener('storage', this.#onStorage);
    addEventListener('online', this.#onChance);
    document.addEventListener('visibilitychange', this.#onChance);
  }

  hostDisconnected(): void {
    removeEventListener('storage', this.#onStorage);
    removeEventListener('online', this.#onChance);
    document.removeEventListener('visibilitychange', this.#onChance);
    this.#cancelTick?.();
    // Moving an element disconnects and connects it at once: its ballot stays where it is.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#open(undefined);
    });
  }

  /** Runs on every update of the host, before it renders. */
  hostUpdate(): void {
    const { kiosk, isConnected, shadowRoot } = this.#host;
    const scope = kiosk ? undefined : this.#host.scope;
    if (scope !== this.scope && isConnected) this.#open(scope);
    this.#hadFocus ||= !!shadowRoot?.activeElement;
  }

  /** When what had the focus is gone or locked, the focus goes to what stands in its place. */
  hostUpdated(): void {
    this.#plan();
    const hadFocus = this.#hadFocus;
    this.#hadFocus = false;
    const root = this.#host.shadowRoot;
    if (!hadFocus || root?.activeElement?.matches(':not(:disabled)')) return;
    for (const place of ['.answer', 'input:enabled:checked', 'input:enabled', 'button']) {
      const element = root?.querySelector<HTMLElement>(place);
      if (element) return element.focus();
    }
  }

  /** What has become of the vote; read out once, when it changes. */
  renderNote(poll: Poll, isForm: boolean, sees: boolean): unknown {
    const { state } = this;
    const { texts } = this.#host;
    if (state.status === 'pending' && !state.error) return html`<p>${texts.get('sending')}</p>`;
    if (state.status === 'pending' || state.status === 'stopped') {
      const retryAt = state.status === 'pending' ? (state.retryAt ?? 0) : 0;
      const sentence = state.status === 'stopped' ? 'stopped' : this.#box?.isDurable ? 'pending' : 'pending.page';
      const later =
        retryAt - Date.now() > 10_000 && texts.get('pending.later', { time: clock(this.#host, retryAt, timeOfDay) });
      return html`<div class="message">
        <p>${texts.get(sentence)} ${later || nothing}</p>
        <button class="button" type="button" @click=${() => this.#box?.wake()}>${texts.get('try-now')}</button>
      </div>`;
    }
    if (state.status === 'refused') {
      return this.#isToldByPage ? nothing : html`<p class="message">${texts.get(this.#whyRefused(poll, state))}</p>`;
    }
    if (isForm || phaseOf(poll, Date.now()) === 'upcoming') return nothing;
    const isFresh = this.#spoken !== undefined;
    return html`${
        this.#host.hasVoted(poll)
          ? html`<p class=${isFresh ? 'success' : ''}>${texts.get(isFresh ? 'counted' : 'counted.before')}</p>`
          : nothing
      }
      ${sees ? nothing : html`<p>${texts.get(this.#whyHidden(poll))}</p>`}
      <span class="visually-hidden">${this.#spoken}</span>`;
  }

  /** A server says `invalid` of the choices and of the code alike: choices that the poll still has were not the fault. */
  #whyRefused(poll: Poll, { ballot, error }: Extract<BallotState, { status: 'refused' }>) {
    const code = error.code as 'already-voted' | 'closed' | 'invalid';
    if (!codeOf(this.#host.endpoint ?? '')) return `refused.${code}` as const;
    if (code === 'already-voted') return 'refused.code-used';
    return code === 'invalid' && fits(poll, ballot.choices) ? 'refused.code' : (`refused.${code}` as const);
  }

  #whyHidden(poll: Poll) {
    const policy = this.#host.policy(poll);
    if (policy === 'never') return 'hidden.never';
    return policy === 'after-close' && !poll.expired ? 'hidden.close' : 'hidden.vote';
  }

  #open(scope: string | undefined): void {
    this.#box?.close();
    this.scope = scope;
    this.state = { status: 'none' };
    this.own = [];
    this.#spoken = this.#box = undefined;
    if (scope === undefined) return;
    this.#box = new BallotBox(scope, { ...ballotPlace(), send: (ballot) => this.#send(ballot, scope) }, this.#onState);
    this.#isOpening = true;
    this.#box.sync();
    this.#isOpening = false;
  }

  async #send(ballot: Ballot, scope: string): Promise<void> {
    const answer = await sendVote(this.#host, ballot);
    if (this.scope === scope) this.#answer = answer;
  }

  #onState = (state: BallotState): void => {
    const host = this.#host;
    const before = this.state.status;
    this.state = state;
    this.#hadFocus ||= !!host.shadowRoot?.activeElement;
    host.requestUpdate();
    if (isLocked(state) && 'ballot' in state && state.ballot) host.chosen = state.ballot.choices;
    if (state.status === 'refused') {
      const focused = host.shadowRoot?.activeElement;
      this.#isToldByPage = !host.announceError(state.error);
      // The page may have moved it to its own field.
      if (host.shadowRoot?.activeElement !== focused) this.#hadFocus = false;
      void host.reload();
    }
    if (state.status !== 'counted' || before === 'counted') return;
    host.chosen = [];
    host.isChanging = false;
    const answer = this.#answer;
    this.#answer = undefined;
    if (answer) host.putAnswerOnShow(answer);
    // Voted in another tab, or the server only said yes: the numbers on show are older than the vote.
    else if (!this.#isOpening) void host.reload();
    if (!state.ballot || !host.data) return;
    this.own = state.ballot.choices;
    this.#spoken = answer ? this.#speak(answer) : '';
    announceVote(host, host.data, state.ballot.choices);
  };

  /** The results in one breath. */
  #speak(poll: Poll): string {
    const { locale } = this.#host.texts;
    if (!hasCounts(poll) || !maySeeResults(this.#host.policy(poll), phaseOf(poll, Date.now()), true)) return '';
    const rows = resultRows(poll, [], poll.options.length > 7).slice(0, 7);
    return listFormat(locale, { type: 'conjunction', style: 'narrow' }).format(
      rows.map(({ option, share }) => `${option.title} ${percent(locale, share)}`),
    );
  }

  /** Looks again when the poll opens, closes or has less time left; it is closed only when its server says so. */
  #plan(): void {
    this.#cancelTick?.();
    const host = this.#host;
    const { data: poll } = host;
    if (!poll || !host.isConnected) return;
    const phase = phaseOf(poll, Date.now());
    const end = phase === 'upcoming' ? poll.opens_at : phase === 'open' ? poll.expires_at : null;
    if (end === null) return;
    const left = Date.parse(end) - Date.now();
    const isAwaited = phase === 'upcoming' || left <= 60_000;
    // An end that has passed is asked about less and less often: the server's clock may differ, or it is a plain file.
    const wait = isAwaited ? (left > 0 ? left : Math.max(30_000, -left)) : left > SOON ? left - SOON : 60_000;
    this.#cancelTick = wakeIn(wait / 1000 + 0.5, () => void (isAwaited ? host.reload() : host.requestUpdate()));
  }

  #onStorage = ({ key }: StorageEvent): void => {
    if (this.scope && (!key || key.endsWith(this.scope))) this.#box?.sync();
  };

  #onChance = (): void => {
    if (this.state.status === 'pending' && !document.hidden) this.#box?.wake();
  };
}
