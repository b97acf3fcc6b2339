import { html, nothing } from 'lit';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import type { CivicError } from '../../errors.ts';
import { timeOfDay } from '../../i18n/moments.ts';
import { codeOf, scopeOf } from '../../outbox/outbox.ts';
import {
  BallotBox,
  type BallotBoxOptions,
  type BallotState,
  isPending,
  type VoteExtras,
  withVote,
} from '../../poll/ballot-box.ts';
import { fits, phaseOf, type Poll, type PollResults } from '../../poll/model.ts';
import { device, poster, type PostingOptions } from '../posting.ts';
import { formatTime, type PollView, SOON } from './ballot-form.ts';

/** What the controller needs of the widget. */
export interface VoteHost {
  root(): ShadowRoot | null;
  isConnected(): boolean;
  requestUpdate(): void;
  reload(): Promise<void>;
  requestOptions(): PostingOptions;
  /** The poll on show. */
  poll(): Poll | undefined;
  /** Puts the server's answer on show. */
  show(poll: Poll): void;
  setChosen(choices: readonly string[]): void;
  /** The vote was counted: reset the form. */
  onCounted(): void;
  /** Dispatches `civic-error` for a refusal; false when the page draws it itself. */
  announceError(error: CivicError): boolean;
  announceVote(poll: Poll, choices: string[]): void;
  /** The results as one sentence for screen readers; empty where they may not be seen. */
  speakResults(poll: Poll): string;
}

/** Connects a ballot box with the widget's life cycle, other tabs, the network and the clock. */
export class VoteController {
  state: BallotState = { status: 'empty' };
  readonly #host: VoteHost;
  #box?: BallotBox;
  #scope?: string;
  #poll?: Poll;
  #isOpening = false;
  /** Read out with the thanks for a vote; undefined until a vote of this tab was counted. */
  #spoken?: string;
  #hadFocus = false;
  /** The page draws the last refusal itself. */
  #isErrorHandled = false;
  #cancelTick?: () => void;

  constructor(host: VoteHost) {
    this.#host = host;
  }

  /** The loaded poll with what is known of this browser's vote; starts sending a stored vote. */
  open(poll: Poll, url: string): Poll {
    this.#poll = poll;
    const scope = scopeOf(url, poll.id);
    if (scope !== this.#scope) {
      this.close();
      this.#scope = scope;
      this.#box = new BallotBox({ ...device(), ...this.#boxOptions(url) });
      this.#isOpening = true;
      this.#box.sync();
      this.#isOpening = false;
    }
    return withVote(poll, this.state);
  }

  /** Stops sending; what is stored stays. */
  close(): void {
    this.#box?.close();
    this.state = { status: 'empty' };
    this.#box = this.#scope = this.#spoken = undefined;
  }

  /** Stores a vote and sends it. */
  cast(choices: readonly string[], extras?: VoteExtras): void {
    this.#box?.cast(choices, extras);
  }

  connected(): void {
    addEventListener('storage', this.#onStorage);
    addEventListener('online', this.#onChance);
    document.addEventListener('visibilitychange', this.#onChance);
  }

  disconnected(): void {
    removeEventListener('storage', this.#onStorage);
    removeEventListener('online', this.#onChance);
    document.removeEventListener('visibilitychange', this.#onChance);
    this.#cancelTick?.();
  }

  /** Before the widget draws. */
  willUpdate(): void {
    this.#hadFocus ||= !!this.#host.root()?.activeElement;
  }

  /** If the focused element was removed or disabled, moves the focus to what replaced it. */
  updated(): void {
    this.#plan();
    const hadFocus = this.#hadFocus;
    this.#hadFocus = false;
    const root = this.#host.root();
    if (!hadFocus || root?.activeElement?.matches(':not(:disabled)')) return;
    for (const place of ['.answer', 'input:enabled:checked', 'input:enabled', 'button']) {
      const element = root?.querySelector<HTMLElement>(place);
      if (element) return element.focus();
    }
  }

  /** The state of the vote, read out when it changes. */
  renderNote(
    view: PollView,
    url: string,
    { isForm = false, canSee = false, policy = 'always' as PollResults },
  ): unknown {
    const { state } = this;
    const { texts, poll } = view;
    if (state.status === 'sending' || (state.status === 'written' && !state.error)) {
      return html`<p>${texts.get('sending')}</p>`;
    }
    if (state.status === 'written' || state.status === 'stopped') {
      const retryAt = state.status === 'written' ? (state.retryAt ?? 0) : 0;
      const sentence = state.status === 'stopped' ? 'stopped' : this.#box?.isDurable ? 'pending' : 'pending.page';
      const later =
        retryAt - Date.now() > 10_000 && texts.get('pending.later', { time: formatTime(view, retryAt, timeOfDay) });
      return html`<div class="message">
        <p>${texts.get(sentence)} ${later || nothing}</p>
        <button class="button" type="button" @click=${() => this.#box?.wake()}>${texts.get('try-now')}</button>
      </div>`;
    }
    if (state.status === 'refused') {
      return this.#isErrorHandled ? nothing : html`<p class="message">${texts.get(refusalText(poll, url, state))}</p>`;
    }
    if (isForm || phaseOf(poll, Date.now()) === 'upcoming') return nothing;
    const isFresh = this.#spoken !== undefined;
    return html`${
        poll.voted
          ? html`<p class=${isFresh ? 'success' : ''}>${texts.get(isFresh ? 'counted' : 'counted.before')}</p>`
          : nothing
      }
      ${canSee ? nothing : html`<p>${texts.get(hiddenText(poll, policy))}</p>`}
      <span class="visually-hidden">${this.#spoken}</span>`;
  }

  #boxOptions(url: string): BallotBoxOptions<BallotState> {
    return {
      url,
      poll: () => this.#poll!,
      post: poster(() => this.#host.requestOptions()),
      changed: (state) => this.#onState(state),
    };
  }

  #onState(state: BallotState): void {
    const host = this.#host;
    const before = this.state.status;
    this.state = state;
    this.#hadFocus ||= !!host.root()?.activeElement;
    host.requestUpdate();
    if (isPending(state) && 'item' in state && state.item) host.setChosen(state.item.choices);
    if (state.status === 'refused') this.#onRefused(state.error);
    if (state.status !== 'counted' || before === 'counted') return;
    host.onCounted();
    const { answer, item } = state;
    const poll = answer ?? host.poll();
    if (answer) this.#poll = answer;
    if (poll) host.show(withVote(poll, state));
    // Voted in another tab, or an answer without a poll: the numbers that are shown are older than the vote.
    if (!answer && !this.#isOpening) void host.reload();
    if (!item || !poll) return;
    this.#spoken = answer ? host.speakResults(answer) : '';
    host.announceVote(host.poll() ?? poll, item.choices);
  }

  #onRefused(error: CivicError): void {
    const host = this.#host;
    const focused = host.root()?.activeElement;
    this.#isErrorHandled = !host.announceError(error);
    // The page may have moved the focus to its own field.
    if (host.root()?.activeElement !== focused) this.#hadFocus = false;
    void host.reload();
  }

  /** Updates when the poll opens, closes or has less time left; only the server closes it. */
  #plan(): void {
    this.#cancelTick?.();
    const host = this.#host;
    const poll = host.poll();
    if (!poll || !host.isConnected()) return;
    const phase = phaseOf(poll, Date.now());
    const end = phase === 'upcoming' ? poll.opens_at : phase === 'open' ? poll.expires_at : null;
    if (end === null) return;
    const left = Date.parse(end) - Date.now();
    const isAwaited = phase === 'upcoming' || left <= 60_000;
    // After the end, ask at growing intervals: the server's clock may differ, or the poll may be a static file.
    const wait = isAwaited ? (left > 0 ? left : Math.max(30_000, -left)) : left > SOON ? left - SOON : 60_000;
    this.#cancelTick = schedule(wait / 1000 + 0.5, () => void (isAwaited ? host.reload() : host.requestUpdate()));
  }

  #onStorage = ({ key }: StorageEvent): void => this.#box?.storageChanged(key);

  #onChance = (): void => {
    if (this.state.status === 'written' && !document.hidden) this.#box?.wake();
  };
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
