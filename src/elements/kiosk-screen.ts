import { html, nothing, type TemplateResult } from 'lit';
import type { ReadTexts, Texts } from '../i18n/texts.ts';
import type { KioskQueue, KioskQueueState } from '../outbox/kiosk-queue.ts';
import type { Submission } from '../outbox/outbox.ts';
import type { PostingOptions } from './posting.ts';

/** What a kiosk needs of the widget. */
export interface KioskHost {
  element: HTMLElement;
  root(): ShadowRoot | null;
  requestUpdate(): void;
  requestOptions(): PostingOptions;
  /** Seconds for which thanks are shown. */
  reset(): number;
  /** Clears what the last person entered. */
  clear(): void;
}

export interface KioskTexts extends Texts {
  thanks: string;
  'next-person': string;
  waiting: { one: string; other: string };
}

const TOUCHES = ['pointerdown', 'keydown', 'input'];

/** A shared screen: thanks for each submission, then an empty form. Submissions wait in a queue while there is no network. */
export abstract class KioskScreen<Item extends Submission, Answer, Queue extends KioskQueue<Item, Answer>> {
  protected readonly host: KioskHost;
  #scope?: string;
  #queue?: Queue;
  #waiting = 0;
  /** The last try failed: say how many wait. */
  #isHeldUp = false;
  #isThanking = false;
  #hadFocus = false;
  #reset?: ReturnType<typeof setTimeout>;

  constructor(host: KioskHost) {
    this.host = host;
  }

  close(): void {
    this.#queue?.close();
    this.#isThanking = false;
    this.#queue = this.#scope = undefined;
  }

  connected(): void {
    addEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.host.element.addEventListener(type, this.#onTouch);
  }

  disconnected(): void {
    removeEventListener('online', this.#onChance);
    for (const type of TOUCHES) this.host.element.removeEventListener(type, this.#onTouch);
    clearTimeout(this.#reset);
  }

  updated(): void {
    const button = this.#hadFocus && this.host.root()?.querySelector<HTMLElement>('.thanks .button');
    if (!button) return;
    button.focus();
    this.#hadFocus = false;
  }

  renderThanks(texts: ReadTexts<KioskTexts>, thanks = texts.get('thanks')): TemplateResult | undefined {
    if (!this.#isThanking) return undefined;
    // The status below is read out instead.
    return html`<div class="thanks">
      <p class="question" aria-hidden="true">${thanks}</p>
      <button class="button primary" type="button" @click=${this.#onNext}>${texts.get('next-person')}</button>
    </div>`;
  }

  renderNote(texts: ReadTexts<KioskTexts>, thanks = texts.get('thanks')): unknown {
    return html`${this.#isThanking ? html`<span class="visually-hidden">${thanks}</span>` : nothing}
    ${this.#isHeldUp ? html`<p class="quiet">${texts.get('waiting', { count: this.#waiting })}</p>` : nothing}`;
  }

  /** Opens a queue, unless it is open already, and sends what waits in it. */
  protected openQueue(scope: string, create: (changed: (state: KioskQueueState<Item, Answer>) => void) => Queue): void {
    if (scope === this.#scope) return;
    this.close();
    this.#scope = scope;
    this.#queue = create(this.#onQueue);
    this.#waiting = this.#queue.waiting;
    this.#queue.wake();
  }

  /** Stores a submission, shows thanks, then an empty form for the next person. */
  protected send(submit: (queue: Queue) => void): void {
    if (!this.#queue || this.#isThanking) return;
    this.#isThanking = true;
    this.#hadFocus = !!this.host.root()?.activeElement;
    submit(this.#queue);
    this.#resetIn(this.host.reset());
    this.host.requestUpdate();
  }

  /** The server has taken one. */
  protected abstract counted(item: Item, answer: Answer | undefined): void;

  #resetIn(seconds: number): void {
    clearTimeout(this.#reset);
    this.#reset = setTimeout(this.#onNext, seconds * 1000);
  }

  #onNext = (): void => {
    clearTimeout(this.#reset);
    this.#isThanking = false;
    this.host.clear();
    (this.host.root()?.activeElement as HTMLElement | null)?.blur();
    this.host.requestUpdate();
  };

  /** Clears a form that was begun and left. */
  #onTouch = (): void => {
    if (!this.#isThanking) this.#resetIn(3 * this.host.reset());
  };

  #onQueue = ({ waiting, item, answer, error }: KioskQueueState<Item, Answer>): void => {
    this.#waiting = waiting;
    this.#isHeldUp = waiting > 0 && (this.#isHeldUp || (error !== undefined && !item));
    if (item && error) {
      const { localName } = this.host.element;
      console.error(`<${localName}> ${error.code}: what this kiosk sent was refused (${error.message})`);
    } else if (item) {
      this.counted(item, answer);
    }
    this.host.requestUpdate();
  };

  #onChance = (): void => this.#queue?.wake();
}
