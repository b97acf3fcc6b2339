import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../http/log.ts';
import { checkSender } from '../http/origins.ts';
import { Problem } from '../http/problem.ts';
import type { NetworkLimit } from '../http/rate-limit.ts';
import { networkHashes, type Network } from '../http/visitor.ts';
import { codeHash } from './codes.ts';
import { isId, type Counted, type Definition } from './definition.ts';
import { challengeFor, isProof } from './proof.ts';
import { BusyError, type SubmissionQueue } from './queue.ts';
import { Reads } from './reads.ts';
import { notFound, type Kind, type Refused, type Submission } from './record.ts';
import type { Secrets } from './secrets.ts';
import type { Submissions } from './store.ts';

/** ms for which a poll or survey that was read is told again. */
const READ_AGE = 1000;
const READ_CACHING = 'public, max-age=0, s-maxage=1, stale-if-error=600';
/** With a code the answer is that voter's own. */
const VARY_CODE = { Vary: 'Civic-Code' };
const UUID = /^"?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"?$/i;

/** What polls and surveys share on the way in. */
export interface IntakeOptions {
  secrets: Secrets;
  /** One for both, so that a network has one share. */
  limit: NetworkLimit;
  allowOrigins: readonly string[];
  addressOf(context: Context): string;
  log: Log;
  /** ms for which what was read is told again. */
  readAge?: number;
}

export interface SubmissionRoutes<D extends Definition, S extends Submission> extends IntakeOptions {
  kind: Kind<D, S, unknown>;
  submissions: Submissions<D, S, unknown>;
  queue: SubmissionQueue<D, S>;
  /** What is submitted: `POST /{id}/votes`. */
  path: 'votes' | 'responses';
  /** Bytes of a body at most. */
  largest: number;
  /** As citizens get it; `isDone`: who asks has submitted something already. */
  toWire(counted: Counted<D>, now: Date, isDone: boolean): object;
  /** What a body says, beside who sends it. Throws Problem `invalid`. */
  read(body: Record<string, unknown>): Omit<S, keyof Submission>;
  /** The answer to what was counted. */
  answer(kept: string, key: string, after: Counted<D>): { status: 200 | 201; body: object };
}

/** `GET /{id}`, and `POST /{id}/votes` or `…/responses` (docs/endpoints/openapi.json). */
export function submissionRoutes<D extends Definition, S extends Submission>(options: SubmissionRoutes<D, S>): Hono {
  const { kind, submissions, queue, path, largest, toWire, secrets, limit, log } = options;
  const reads = new Reads<D>({
    find: (id) => submissions.find(id),
    toWire: (counted, now) => toWire(counted, now, false),
    word: kind.word,
    age: options.readAge ?? READ_AGE,
    outOfService,
  });
  const routes = new Hono();

  routes.get('/:id', async (context) => {
    const id = idOf(context);
    const code = context.req.header('civic-code');
    const { counted, body, etag } = await reads.get(id);
    const asksForCode = counted.definition.voter === 'code';
    if (code !== undefined && asksForCode) {
      const hash = codeHash(code, await secrets.lasting('codes').catch(outOfService));
      const isDone = await submissions.codeUsed(id, hash).catch(outOfService);
      // What was submitted is told to nobody: a list of printed codes must not open the ballots.
      return context.json(toWire(counted, new Date(), isDone), 200, { 'Cache-Control': 'private, no-store' });
    }
    const headers = { 'Cache-Control': READ_CACHING, ETag: etag, ...(asksForCode && VARY_CODE) };
    const isKnown = context.req.header('if-none-match')?.includes(etag) ?? false;
    return isKnown
      ? context.body(null, 304, headers)
      : context.body(body, 200, { 'Content-Type': 'application/json', ...headers });
  });

  const limitBody = bodyLimit({
    maxSize: largest,
    onError: () => {
      throw new Problem('too-large');
    },
  });

  routes.post(`/:id/${path}`, async (context, next) => {
    // Node reads no more than the length that was announced; only bodies without one have to be counted.
    const length = Number(context.req.header('content-length') ?? NaN);
    if (length > largest) throw new Problem('too-large');
    return Number.isNaN(length) ? limitBody(context, next) : next();
  });

  routes.post(`/:id/${path}`, async (context) => {
    const id = idOf(context);
    checkSender(context.req.raw.headers, options.allowOrigins);
    const body = await readBody(context);
    const code = codeOf(context, body);
    const content = options.read(body);
    const key = UUID.exec(context.req.header('idempotency-key') ?? '')?.[1]?.toLowerCase();
    if (key === undefined)
      throw new Problem('invalid', { status: 400, detail: 'The header Idempotency-Key must be a UUID.' });

    const definition = await reads.definition(id);
    const network = networkHashes(options.addressOf(context), await secrets.ofToday('network').catch(outOfService));
    if (definition.voter === 'open') checkKiosk(context, definition, kind.word);
    else await holdBack(context, definition, key, network);

    const { outcome, after } = await queue
      .submit({
        ...content,
        to: id,
        key,
        ...(definition.voter === 'network' && { network: network.hashes[0]! }),
        ...(definition.voter === 'code' && code && { code: codeHash(code, await secrets.lasting('codes')) }),
      } as S)
      // It may or may not be counted; the same key sent again finds out.
      .catch(outOfService);
    if ('refused' in outcome) throw refusal(outcome, definition);
    reads.changed(id);
    const answer = options.answer(outcome.kept, key, after!);
    return context.json(answer.body, answer.status, { 'Cache-Control': 'no-store' });
  });

  function outOfService(error: unknown): never {
    if (error instanceof Problem) throw error;
    if (error instanceof BusyError) {
      throw new Problem('unavailable', {
        detail: `Many ${path} are arriving; this one was not counted.`,
        retryAfter: 5,
      });
    }
    log.error('the database failed', { error });
    throw new Problem('unavailable', { detail: 'The database does not answer.', retryAfter: 5 });
  }

  /** Over the limit: refused, or let in for a proof of work where the definition says so, up to a ceiling. */
  async function holdBack(context: Context, definition: D, key: string, network: Network): Promise<void> {
    const policy = definition.proofOfWork ?? 'never';
    const { retryAfter, refused, excess } = await limit.take(network);
    if (retryAfter !== undefined && (policy === 'never' || refused)) {
      throw new Problem('too-many', { retryAfter, detail: `Many ${path} came from this network just now.` });
    }
    if (policy === 'never' || (policy === 'over-limit' && retryAfter === undefined)) return;
    const secret = await secrets.lasting('proofs').catch(outOfService);
    const subject = kind.prefix + definition.id;
    if (await isProof(context.req.header('civic-proof') ?? '', subject, key, secret, excess)) return;
    throw new Problem('proof-required', {
      detail: 'Solve the challenge and send its payload in the header Civic-Proof, with the same Idempotency-Key.',
      members: { challenge: await challengeFor(subject, key, secret, excess) },
    });
  }

  function idOf(context: Context): string {
    const id = context.req.param('id') ?? '';
    if (!isId(id)) throw new Problem('not-found', { detail: notFound(kind.word).detail });
    return id;
  }

  return routes;
}

async function readBody(context: Context): Promise<Record<string, unknown>> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem('unsupported-type');
  let body: unknown;
  try {
    body = await context.req.json();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid', { status: 400, detail: 'The body is no JSON.' });
  }
  return (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
}

function codeOf(
  context: Context,
  { code = context.req.header('civic-code') }: Record<string, unknown>,
): string | undefined {
  if (context.req.query('code') !== undefined) {
    throw new Problem('invalid', { detail: 'Addresses stand in logs: send the code in the header Civic-Code.' });
  }
  return typeof code === 'string' ? code : undefined;
}

function checkKiosk(context: Context, { kioskToken = '' }: Definition, word: string): void {
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? context.req.query('kiosk') ?? '';
  const [given, wanted] = [token, kioskToken].map((text) => createHash('sha256').update(text).digest());
  if (kioskToken === '' || !timingSafeEqual(given!, wanted!)) {
    throw new Problem('blocked', { detail: `Only a kiosk with this ${word}’s token may send something here.` });
  }
}

function refusal({ refused, detail, members }: Refused, { opensAt }: Definition): Problem {
  const wait = refused === 'not-open' && opensAt ? (Date.parse(opensAt) - Date.now()) / 1000 : undefined;
  return new Problem(refused, { detail, members, ...(wait !== undefined && { retryAfter: wait }) });
}
