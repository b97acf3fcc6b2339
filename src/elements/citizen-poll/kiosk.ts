import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { KioskQueue, type KioskQueueState } from '../../poll/kiosk-queue.ts';
import type { CitizenPoll } from './citizen-poll.ts';
import { announceVote, ballotPlace, sendVote } from './voting.ts';

const TOUCHES = ['pointerdown', 'keydown', 'input'];

/** A shared screen: thanks for each vote, then a fresh ballot; a queue that holds a day's votes without a network. */
export class Kiosk implements ReactiveController {
  #host: CitizenPoll;
  #scope?: string;
  #queue?: KioskQueue;
  #waiting = 0;
  /** The last try failed: what waits is worth a word. */
  #isHeldUp = false;
  #isThanking = false;
  #hadFocus = false;
  #reset?: ReturnType<typeof setTimeout>;

  constructor(host: CitizenPoll) {
    this.#host = host;
    host.addController(this);
  }

  /** Writes a vote down, says thanks, and makes room for the next person. */
  cast(poll: string): void {
    this.hostUpdate();
    if (!this.#queue || this.#isThanking) return;
    this.#isThanking = true;
    this.#hadFocus = !!this.#host.shadowRoot?.activeElement;
    this.#queue.cast(poll, [...this.#host.chosen]);
    this.#await(this.#host.kioskReset);
  }

  hostConnected(): void {
    addEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.#host.addEventListener(type, this.#onTouch);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.#host.removeEventListener(type, this.#onTouch);
    clearTimeout(this.#reset);
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#open(undefined);
    });
  }

  hostUpdate(): void {
    const { kiosk, isConnected } = this.#host;
    const scope = kiosk ? this.#host.scope : undefined;
    if (scope !== this.#scope && isConnected) this.#open(scope);
  }

  hostUpdated(): void {
    const button = this.#hadFocus && this.#host.shadowRoot?.querySelector<HTMLElement>('.thanks .button');
    if (!button) return;
    button.focus();
    this.#hadFocus = false;
  }

  renderThanks(): TemplateResult | undefined {
    if (!this.#isThanking) return undefined;
    const { texts } = this.#host;
    // The status below says it.
    return html`<div class="thanks">
      <p class="question" aria-hidden="true">${texts.get('thanks')}</p>
      <button class="button primary" type="button" @click=${this.#onNext}>${texts.get('next-person')}</button>
    </div>`;
  }

  renderNote(): unknown {
    const { texts } = this.#host;
    return html`${this.#isThanking ? html`<span class="visually-hidden">${texts.get('thanks')}</span>` : nothing}
    ${this.#isHeldUp ? html`<p class="quiet">${texts.get('waiting', { count: this.#waiting })}</p>` : nothing}`;
  }

  #open(scope: string | undefined): void {
    const host = this.#host;
    this.#queue?.close();
    this.#scope = scope;
    this.#isThanking = false;
    this.#queue = undefined;
    if (scope === undefined) return;
    this.#queue = new KioskQueue(
      scope,
      {
        ...ballotPlace(),
        send: async (ballot) => {
          const answer = await sendVote(host, ballot);
          announceVote(host, answer ?? host.data!, ballot.choices);
        },
      },
      this.#onQueue,
    );
    this.#waiting = this.#queue.waiting;
    this.#queue.wake();
  }

  #await(seconds: number): void {
    clearTimeout(this.#reset);
    this.#reset = setTimeout(this.#onNext, seconds * 1000);
  }

  /** Nothing of the last person stays: no choice, no fault, no focus. */
  #onNext = (): void => {
    const host = this.#host;
    clearTimeout(this.#reset);
    this.#isThanking = host.isFaulty = host.isPeeking = false;
    host.chosen = [];
    (host.shadowRoot?.activeElement as HTMLElement | null)?.blur();
    host.requestUpdate();
  };

  /** A ballot that was begun and left is cleared. */
  #onTouch = (): void => {
    if (!this.#isThanking) this.#await(3 * this.#host.kioskReset);
  };

  #onQueue = ({ waiting, ballot, error }: KioskQueueState): void => {
    this.#waiting = waiting;
    this.#isHeldUp = waiting > 0 && (this.#isHeldUp || (error !== undefined && !ballot));
    if (ballot && error)
      console.error(`<citizen-poll> ${error.code}: a vote of this kiosk was refused (${error.message})`);
    this.#host.requestUpdate();
  };

  #onChance = (): void => this.#queue?.wake();
}
