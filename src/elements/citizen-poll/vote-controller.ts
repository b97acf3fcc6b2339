import { nothing } from 'lit';
import { schedule } from '../../endpoint/refresh-scheduler.ts';
import type { CivicError } from '../../errors.ts';
import { timeOfDay } from '../../i18n/moments.ts';
import { scopeOf } from '../../outbox/outbox.ts';
import {
  type Ballot,
  BallotBox,
  type BallotBoxOptions,
  type BallotState,
  isPending,
  type VoteExtras,
  withVote,
} from '../../poll/ballot-box.ts';
import { phaseOf, type Poll } from '../../poll/model.ts';
import { device, poster, WaitingNote, type PostingOptions } from '../posting.ts';
import type { AfterVote, NoteContext, Outcome } from './after-vote.ts';
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
  /** Puts a vote that waits back into the form. */
  setChosen(ballot: Ballot): void;
  /** The vote was counted: reset the form. */
  onCounted(): void;
  /** Dispatches `civic-error` for a refusal; false when the page draws it itself. */
  announceError(error: CivicError): boolean;
  announceVote(poll: Poll, choices: string[]): void;
  /** The results as one sentence for screen readers; empty where they may not be seen. */
  speakResults(poll: Poll): string;
  /** What shows the outcome of a vote; undefined before it has loaded. */
  afterVote(): AfterVote | undefined;
  /** Loads it. Rejects with a CivicError `network`. */
  loadAfterVote(): Promise<unknown>;
}

/** Connects a ballot box with the widget's life cycle, other tabs, the network and the clock. */
export class VoteController {
  state: BallotState = { status: 'empty' };
  readonly #host: VoteHost;
  #waiting = new WaitingNote();
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
    this.#waiting = new WaitingNote();
    this.#box = this.#scope = this.#spoken = undefined;
  }

  /** Stores a vote and sends it. */
  cast(choices: readonly string[], extras?: VoteExtras): void {
    this.#box?.cast(choices, extras);
  }

  /** Somebody is about to vote: loads what that takes. A failure shows when the vote is sent. */
  prepare(): void {
    this.#box?.prepare();
    this.#host.loadAfterVote().catch(() => undefined);
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
  renderNote(view: PollView, context: NoteContext): unknown {
    const note = this.#waiting.render({
      texts: view.texts,
      state: this.state,
      isDurable: this.#box?.isDurable,
      timeOf: (ms) => formatTime(view, ms, timeOfDay),
      onTryNow: () => this.#box?.wake(),
    });
    if (note) return note;
    return this.#host.afterVote()?.renderOutcome(this.#outcome(view, context));
  }

  /** What is so whenever the poll is looked at, and therefore not read out. */
  renderRest(view: PollView, context: NoteContext): unknown {
    if (isPending(this.state)) return nothing;
    return this.#host.afterVote()?.renderStanding(this.#outcome(view, context));
  }

  #outcome(view: PollView, context: NoteContext): Outcome {
    return { ...view, ...context, state: this.state, isErrorHandled: this.#isErrorHandled, spoken: this.#spoken };
  }

  #boxOptions(url: string): BallotBoxOptions<BallotState> {
    const post = poster(() => this.#host.requestOptions());
    return {
      url,
      poll: () => this.#poll!,
      post: async (vote) => {
        // A vote isn't sent before its outcome can be shown.
        await this.#host.loadAfterVote();
        return post(vote);
      },
      changed: (state) => this.#onState(state),
    };
  }

  #onState(state: BallotState): void {
    const host = this.#host;
    const before = this.state.status;
    this.state = state;
    this.#waiting.follow(state);
    this.#hadFocus ||= !!host.root()?.activeElement;
    host.requestUpdate();
    if (isPending(state) && 'item' in state && state.item) host.setChosen(state.item);
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
