import { html, nothing, type TemplateResult } from 'lit';
import { request, type RequestOptions } from '../endpoint/http.ts';
import type { Device, OutboxState, Submission } from '../outbox/outbox.ts';
import type { Post } from '../outbox/submit.ts';

/** A widget's request options, as far as they hold for what it sends. `timeout` in seconds. */
export type PostingOptions = Pick<RequestOptions, 'fetch' | 'credentials'> & { timeout: number };

/** The device's means of keeping what is to be sent. */
export function device(): Device {
  return {
    storage: attempt(() => localStorage),
    locks: (navigator as Partial<Navigator>).locks,
    indexedDB: attempt(() => indexedDB),
  };
}

/** Sends with the widget's request options. Statuses of refusals are no errors here: the body says more. */
export function poster(options: () => PostingOptions): Post {
  return ({ url, headers, body }) => {
    const { fetch = globalThis.fetch, credentials, timeout } = options();
    return request(url, {
      // The request continues when the visitor leaves the page.
      fetch: (input, init) => fetch(input, { ...init, keepalive: true }),
      credentials,
      timeout,
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...headers },
      body: JSON.stringify(body),
      retries: 0,
      statuses: REFUSALS,
    });
  };
}

/** Statuses with which a server refuses. */
const REFUSALS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** What is shown of a submission that waits for the server's answer. */
interface Waiting {
  texts: {
    get(
      key: 'sending' | 'pending' | 'pending.page' | 'stopped' | 'pending.later' | 'try-now',
      values?: { time: string },
    ): string;
  };
  state: OutboxState<Submission, unknown>;
  /** It outlives the page. */
  isDurable: boolean | undefined;
  timeOf: (ms: number) => string;
  onTryNow: () => void;
}

/** Says of a submission that it is sent, and when that fails, once, that it is kept; then only when it is tried next. */
export class WaitingNote {
  /** A try has failed: the tries after it are silent but for the time of the next one. */
  #isHeldUp = false;
  /** The citizen asked for the try that is under way. */
  #isAsked = false;

  /** Call at each change of the state. */
  follow(state: OutboxState<Submission, unknown>): void {
    const hasFailed = state.status === 'stopped' || (state.status === 'written' && !!state.error);
    this.#isHeldUp = hasFailed || (this.#isHeldUp && isWaiting(state));
    if (hasFailed) this.#isAsked = false;
  }

  /** Undefined when nothing waits. */
  render({ texts, state, isDurable, timeOf, onTryNow }: Waiting): TemplateResult | undefined {
    if (!isWaiting(state)) return undefined;
    const isSending = state.status === 'sending' || (state.status === 'written' && !state.error);
    if (isSending && !this.#isHeldUp) return html`<p>${texts.get('sending')}</p>`;
    const retryAt = state.status === 'written' ? (state.retryAt ?? 0) : 0;
    const sentence = state.status === 'stopped' ? 'stopped' : isDurable ? 'pending' : 'pending.page';
    const isFar = retryAt - Date.now() > 10_000;
    const tryNow = (): void => {
      this.#isAsked = true;
      onTryNow();
    };
    // A changed text is announced in pieces, a new node as a whole.
    return html`<div class="message">
      <div>
        ${isSending && this.#isAsked ? html`<p>${texts.get('sending')}</p>` : html`<p>${texts.get(sentence)}</p>`}
        ${isFar ? html`<p>${texts.get('pending.later', { time: timeOf(retryAt) })}</p>` : nothing}
      </div>
      <button class="button" type="button" @click=${tryNow}>${texts.get('try-now')}</button>
    </div>`;
  }
}

function isWaiting({ status }: OutboxState<Submission, unknown>): boolean {
  return status === 'written' || status === 'sending' || status === 'stopped';
}

/** Access to storage throws where it is blocked, by a sandbox or by the visitor. */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
