import { isObject, readJson, string } from '../documents/json.ts';
import { CivicError, type CivicErrorCode } from '../errors.ts';

/** A `POST` with a JSON body. */
export interface PostRequest {
  url: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body: unknown;
}

export interface PostAnswer {
  status: number;
  bytes: Uint8Array;
  /** Seconds (`Retry-After`). */
  retryAfter?: number | undefined;
}

/** Sends a request; every 2xx and 4xx is an answer. Rejects with a CivicError. Passed in: this floor has no fetch. */
export type Post = (request: PostRequest) => Promise<PostAnswer>;

/** What a refusal means in a protocol; undefined when its status and its problem's type say it. */
export type RefusalReader = (status: number, document: unknown) => CivicErrorCode | undefined;

/**
 * Posts a submission. A server under abuse asks for a proof of work first (428 with a challenge); it is solved here.
 *
 * @returns the body of the answer 2xx
 * @throws {CivicError} what the refusal means; its `cause` is the problem document
 */
export async function submit(post: Post, request: PostRequest, refusal?: RefusalReader): Promise<Uint8Array> {
  let answer = await post(request);
  const proof = answer.status === 428 && (await proofFor(answer.bytes));
  if (proof) answer = await post({ ...request, headers: { ...request.headers, 'Civic-Proof': proof } });
  if (answer.status >= 400) throw readRefusal(answer, request.url, refusal);
  return answer.bytes;
}

async function proofFor(body: Uint8Array): Promise<string | undefined> {
  const document = jsonOrNothing(body);
  const challenge = isObject(document) ? document['challenge'] : undefined;
  const { isChallenge, solve } = await import('./proof-of-work.ts');
  return isChallenge(challenge) ? solve(challenge) : undefined;
}

const CODES: readonly string[] = ['already-voted', 'closed', 'invalid', 'not-found'] satisfies CivicErrorCode[];
const STATUSES: Readonly<Record<number, CivicErrorCode>> = {
  404: 'not-found',
  409: 'already-voted',
  410: 'closed',
  422: 'invalid',
};

/** What an answer other than 2xx means: the protocol's word, the problem's `type` (RFC 9457), the status; else `http`. */
export function readRefusal(
  { status, bytes, retryAfter }: PostAnswer,
  url?: string,
  refusal?: RefusalReader,
): CivicError {
  const document = jsonOrNothing(bytes);
  const problem = isObject(document) ? document : {};
  const type = /[^/#:]*$/.exec(string(problem['type']) ?? '')![0];
  // 400 says that the request did not arrive as it was sent (a proxy took its key away), not that an answer is wrong.
  const isTold = CODES.includes(type) && !(type === 'invalid' && status === 400);
  const told = isTold ? (type as CivicErrorCode) : undefined;
  const code = refusal?.(status, document) ?? told ?? STATUSES[status] ?? 'http';
  const detail = string(problem['detail']);
  const message = `refused: HTTP ${status}${detail ? ` (${detail.slice(0, 200)})` : ''}`;
  return new CivicError(code, message, { status, url, retryAfter, cause: document });
}

/** The JSON in an answer that may be anything. */
function jsonOrNothing(body: Uint8Array): unknown {
  try {
    return readJson(body);
  } catch {
    return undefined;
  }
}
