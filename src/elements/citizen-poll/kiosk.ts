import { html, nothing, type TemplateResult } from 'lit';
import { scopeOf } from '../../outbox/outbox.ts';
import type { VoteExtras } from '../../poll/ballot-box.ts';
import { BallotQueue, type BallotQueueState } from '../../poll/ballot-queue.ts';
import type { Poll } from '../../poll/model.ts';
import type { PollView } from './ballot-form.ts';
import { device, poster, type VoteHost } from './vote-controller.ts';

/** What a kiosk needs of the widget. */
export interface KioskHost extends Pick<VoteHost, 'root' | 'isConnected' | 'requestUpdate' | 'requestOptions'> {
  element: HTMLElement;
  /** Seconds for which thanks are shown. */
  reset(): number;
  /** Clears choices and faults of the last person. */
  clear(): void;
  announceVote(poll: Poll, choices: string[]): void;
}

const TOUCHES = ['pointerdown', 'keydown', 'input'];

/** A shared screen: thanks for each vote, then an empty form. Votes wait in a queue while there is no network. */
export class Kiosk {
  readonly #host: KioskHost;
  #scope?: string;
  #queue?: BallotQueue;
  #poll?: Poll;
  #waiting = 0;
  /** The last try failed: say how many votes wait. */
  #isHeldUp = false;
  #isThanking = false;
  #hadFocus = false;
  #reset?: ReturnType<typeof setTimeout>;

  constructor(host: KioskHost) {
    this.#host = host;
  }

  /** Opens the queue of this poll and sends what waits in it. */
  open(poll: Poll, url: string): void {
    this.#poll = poll;
    const scope = scopeOf(url, poll.id);
    if (scope === this.#scope) return;
    this.close();
    this.#scope = scope;
    this.#queue = new BallotQueue({
      ...device(),
      url,
      poll: () => this.#poll!,
      post: poster(() => this.#host.requestOptions()),
      changed: this.#onQueue,
    });
    this.#waiting = this.#queue.waiting;
    this.#queue.wake();
  }

  close(): void {
    this.#queue?.close();
    this.#isThanking = false;
    this.#queue = this.#scope = undefined;
  }

  /** Stores a vote, shows thanks, then an empty form for the next person. */
  cast(choices: readonly string[], extras?: VoteExtras): void {
    if (!this.#queue || this.#isThanking) return;
    this.#isThanking = true;
    this.#hadFocus = !!this.#host.root()?.activeElement;
    this.#queue.cast(choices, extras);
    this.#resetIn(this.#host.reset());
    this.#host.requestUpdate();
  }

  connected(): void {
    addEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.#host.element.addEventListener(type, this.#onTouch);
  }

  disconnected(): void {
    removeEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.#host.element.removeEventListener(type, this.#onTouch);
    clearTimeout(this.#reset);
  }

  updated(): void {
    const button = this.#hadFocus && this.#host.root()?.querySelector<HTMLElement>('.thanks .button');
    if (!button) return;
    button.focus();
    this.#hadFocus = false;
  }

  renderThanks({ texts }: PollView): TemplateResult | undefined {
    if (!this.#isThanking) return undefined;
    // The status below is read out instead.
    return html`<div class="thanks">
      <p class="question" aria-hidden="true">${texts.get('thanks')}</p>
      <button class="button primary" type="button" @click=${this.#onNext}>${texts.get('next-person')}</button>
    </div>`;
  }

  renderNote({ texts }: PollView): unknown {
    return html`${this.#isThanking ? html`<span class="visually-hidden">${texts.get('thanks')}</span>` : nothing}
    ${this.#isHeldUp ? html`<p class="quiet">${texts.get('waiting', { count: this.#waiting })}</p>` : nothing}`;
  }

  #resetIn(seconds: number): void {
    clearTimeout(this.#reset);
    this.#reset = setTimeout(this.#onNext, seconds * 1000);
  }

  #onNext = (): void => {
    clearTimeout(this.#reset);
    this.#isThanking = false;
    this.#host.clear();
    (this.#host.root()?.activeElement as HTMLElement | null)?.blur();
    this.#host.requestUpdate();
  };

  /** Clears a form that was begun and left. */
  #onTouch = (): void => {
    if (!this.#isThanking) this.#resetIn(3 * this.#host.reset());
  };

  #onQueue = ({ waiting, item, answer, error }: BallotQueueState): void => {
    this.#waiting = waiting;
    this.#isHeldUp = waiting > 0 && (this.#isHeldUp || (error !== undefined && !item));
    if (item && error) {
      console.error(`<citizen-poll> ${error.code}: a vote of this kiosk was refused (${error.message})`);
    } else if (item) {
      this.#host.announceVote(answer ?? this.#poll!, item.choices);
    }
    this.#host.requestUpdate();
  };

  #onChance = (): void => this.#queue?.wake();
}
