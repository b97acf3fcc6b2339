import { request, type RequestOptions } from '../endpoint/http.ts';
import type { Device } from '../outbox/outbox.ts';
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

/** Access to storage throws where it is blocked, by a sandbox or by the visitor. */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
