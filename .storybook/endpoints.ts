/**
 * The endpoints of a story, answered inside the page: stories need no server, so the static build works from any folder. A
 * story defines the answers:
 *
 * ```ts
 * parameters: { endpoints: { '/news': xml(feed), 'POST /polls/p/votes': problem(409, 'already-voted') } satisfies Endpoints }
 * ```
 *
 * A key is the end of the URL's path, or a whole URL without its query; with a method before it, for that method only. The
 * longest matching key wins. Without one the answer is 404.
 */

export interface Answer {
  /** Text and bytes are sent as they are, everything else as JSON. */
  body?: unknown;
  /** Content-Type; default: JSON for objects, plain text for text. */
  type?: string;
  /** Default 200. */
  status?: number;
  headers?: Record<string, string>;
  /** Milliseconds until the answer; `Infinity` never answers. */
  delay?: number;
  /** Fails like a refused connection. */
  refused?: boolean;
}

/** `turn`: how many requests the story has made before for this key, since it is on show. */
export type Endpoint = Answer | ((request: Request, turn: number) => Answer | Promise<Answer>);
export type Endpoints = Record<string, Endpoint>;

/** How the toolbar's Network changes every answer. */
export type Network = 'fast' | 'slow' | 'offline' | 'broken' | 'wrong-shape';

export const json = (body: unknown, more: Answer = {}): Answer => ({ body, type: 'application/json', ...more });

export const xml = (body: string, more: Answer = {}): Answer => ({ body, type: 'application/rss+xml', ...more });

/** A refusal of the poll endpoint (RFC 9457): `code` is the end of `type`. */
export const problem = (status: number, code: string, more: Answer = {}): Answer => ({
  body: { type: `https://civic-widgets.example/problems/${code}`, title: code, status },
  type: 'application/problem+json',
  status,
  ...more,
});

/** 404 is not retried. A widget retries 5xx, so a story with it takes seconds to fail. */
export const notFound = (): Answer => problem(404, 'not-found');

/** A login page, as proxies send it instead of the data. */
export const wrongShape = (): Answer => ({
  body: '<!doctype html><title>Sign in</title><p>Please sign in to the intranet.',
  type: 'text/html',
});

export const never = (): Answer => ({ delay: Infinity });

export const refused = (): Answer => ({ refused: true });

/** The answers in turn, one for each request; the last one is repeated. For `stale`: success once, then failure. */
export function inTurn(...endpoints: [Endpoint, ...Endpoint[]]): Endpoint {
  return (request, turn) => {
    const endpoint = endpoints[Math.min(turn, endpoints.length - 1)] ?? endpoints[0];
    return typeof endpoint === 'function' ? endpoint(request, turn) : endpoint;
  };
}

/** A `fetch` that answers from `endpoints`, with this kind of network. */
export function createFetch(endpoints: Endpoints, network: Network = 'fast'): typeof fetch {
  // Counted here, not by the endpoint: a story may be shown twice on one page.
  const turns = new Map<Endpoint, number>();
  return async (input, init) => {
    const request = new Request(input, init);
    const endpoint = find(endpoints, request) ?? notFound();
    const turn = turns.get(endpoint) ?? 0;
    turns.set(endpoint, turn + 1);
    const ask = () => (typeof endpoint === 'function' ? endpoint(request, turn) : endpoint);
    const answer = await bend(ask, network);
    await pause(answer.delay ?? 0, request.signal);
    if (answer.refused) throw new TypeError('Failed to fetch');
    return respond(answer, request.url);
  };
}

async function bend(ask: () => Answer | Promise<Answer>, network: Network): Promise<Answer> {
  if (network === 'offline') return refused();
  if (network === 'broken') return { status: 500, body: 'Internal Server Error', delay: 50 };
  if (network === 'wrong-shape') return { ...wrongShape(), delay: 50 };
  const answer = await ask();
  return network === 'slow' ? { ...answer, delay: (answer.delay ?? 0) + 3000 } : answer;
}

function find(endpoints: Endpoints, request: Request): Endpoint | undefined {
  const { origin, pathname } = new URL(request.url);
  const fits = (key: string): boolean => {
    const [address = '', method = request.method] = key.split(' ').reverse();
    return method === request.method && (origin + pathname).endsWith(address);
  };
  const [key] = Object.keys(endpoints)
    .filter(fits)
    .sort((a, b) => b.length - a.length);
  return key === undefined ? undefined : endpoints[key];
}

function respond({ body, type, status = 200, headers }: Answer, url: string): Response {
  const raw = typeof body === 'string' || body instanceof ArrayBuffer || body instanceof Uint8Array;
  const response = new Response(body === undefined ? null : raw ? (body as BodyInit) : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type ?? (raw ? 'text/plain' : 'application/json'), ...headers },
  });
  return Object.defineProperty(response, 'url', { value: url });
}

/** Rejects as `fetch` does when the signal aborts. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(signal.reason as Error);
    if (signal.aborted) return fail();
    signal.addEventListener('abort', fail, { once: true });
    if (milliseconds !== Infinity) setTimeout(resolve, milliseconds);
  });
}
