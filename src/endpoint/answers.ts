import { CivicError } from '../errors.ts';

/** Bytes that an endpoint gave, before anybody knows what they mean. */
export interface Answer {
  /** Where they came from after redirects: relative links in them are resolved against it. */
  url: string;
  status: number;
  /** The `Content-Type` header as sent: a hint about the encoding, never the decision about the format. */
  contentType?: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What is known of an endpoint's address, or being asked. */
export interface Entry {
  /** Everybody who waits; the last to leave ends the request. */
  waiting: number;
  abort?: AbortController;
  pending?: Promise<Answer>;
  /** What was asked for a first view; a failure waits here for who can do something about it. */
  ahead?: Promise<Answer>;
  answer?: Answer;
  /** When the answer arrived, in ms since the epoch. */
  time: number;
}

export const MAX_BYTES = 5 * 1024 * 1024;

/** The page's answers: one request per address however many ask. */
export const entries = new Map<string, Entry>();

/** What distinguishes answers; `fetcher` stands for a replacement of the page's own `fetch`. */
export function keyOf(url: string, credentials: RequestCredentials = 'same-origin', fetcher: number | '' = ''): string {
  return `${fetcher} ${credentials} ${url}`;
}

/** Milliseconds for which a failure is worth knowing: until the element has come. */
const NEWS = 10_000;

/** Asks for a first view. Who loads the same (cache.ts) joins, and goes on from there where this fails. */
export async function askAhead(
  url: string,
  { timeout, ...init }: { credentials?: RequestCredentials; headers?: Record<string, string>; timeout: number },
): Promise<Answer> {
  const key = keyOf(url, init.credentials);
  const entry = entries.get(key) ?? { waiting: 0, time: 0 };
  if (entry.answer) return entry.answer;
  entries.set(key, entry);
  entry.ahead ??= get(url, { ...init, signal: AbortSignal.timeout(timeout * 1000) });
  try {
    entry.answer = await entry.ahead;
    entry.time = Date.now();
    entry.ahead = undefined;
    return entry.answer;
  } catch (error) {
    setTimeout(() => (entry.ahead = undefined), NEWS);
    throw error;
  }
}

/**
 * @throws {CivicError} `http` (its cause is the response, not read yet), `too-large`
 * @throws whatever the fetch or its replacement makes of a missing answer or an abort
 */
export async function get(
  url: string,
  { fetch = globalThis.fetch, maxBytes, ...init }: RequestInit & { fetch?: typeof globalThis.fetch; maxBytes?: number },
): Promise<Answer> {
  const response = await fetch(url, init);
  const { ok, status } = response;
  if (!ok) throw new CivicError('http', `HTTP ${status}`, { status, url, cause: response });
  return receive(response, url, maxBytes);
}

/** Reads chunk by chunk, so that an endless or inflated body costs no more than the cap. */
export async function receive(response: Response, url: string, maxBytes = MAX_BYTES): Promise<Answer> {
  const { status, headers, body } = response;
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    if (size > maxBytes || Number(headers.get('content-length')) > maxBytes) {
      reader?.cancel().catch(() => undefined);
      throw new CivicError('too-large', `more than ${maxBytes} bytes`, { url });
    }
    const chunk = (await reader?.read())?.value;
    if (!chunk) break;
    chunks.push(chunk);
    size += chunk.length;
  }
  const bytes = new Uint8Array(size);
  for (const chunk of chunks.reverse()) bytes.set(chunk, (size -= chunk.length));
  return { url: response.url || url, status, contentType: headers.get('content-type') ?? undefined, bytes };
}

/**
 * What the answer means, worked out once per answer and `key` however many widgets show it.
 * The result is shared: treat it as read-only.
 */
export function once<Meaning>(answer: Answer, key: string, read: (answer: Answer) => Meaning): Meaning {
  let meanings = memo.get(answer);
  if (!meanings) memo.set(answer, (meanings = new Map<string, unknown>()));
  if (!meanings.has(key)) meanings.set(key, read(answer));
  return meanings.get(key) as Meaning;
}

const memo = new WeakMap<Answer, Map<string, unknown>>();
