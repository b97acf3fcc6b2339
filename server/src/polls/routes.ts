import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../http/log.ts';
import { Problem } from '../http/problem.ts';
import { checkSender } from '../http/origins.ts';
import { NetworkLimit, type MakeLimiter } from '../http/rate-limit.ts';
import { networkHashes, type Network } from '../http/visitor.ts';
import { BusyError, type BallotBox } from './ballot-box.ts';
import { codeHash } from './codes.ts';
import { PollReads } from './poll-reads.ts';
import { toWire, type PollDefinition } from './poll.ts';
import { challengeFor, isProof } from './proof.ts';
import type { Refusal } from './record.ts';
import { Secrets } from './secrets.ts';
import type { PollStore } from './store.ts';

const LARGEST_VOTE = 64 * 1024;
/** ms for which a poll that was read is told again. */
const READ_AGE = 1000;
const READ_CACHING = 'public, max-age=0, s-maxage=1, stale-if-error=600';
/** With a code the answer is that voter's own. */
const VARY_CODE = { Vary: 'Civic-Code' };
const UUID = /^"?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"?$/i;

export interface PollRouteOptions {
  store: PollStore;
  box: BallotBox;
  allowOrigins: readonly string[];
  votesPerMinute: number;
  addressOf(context: Context): string;
  log: Log;
  /** ms for which a poll that was read is told again. */
  readAge?: number;
  /** Where the limiter keeps its numbers; default in memory. */
  makeLimiter?: MakeLimiter;
}

/** `GET /{id}` and `POST /{id}/votes`: the `civic` poll protocol (docs/endpoints/openapi.json). */
export function pollRoutes(options: PollRouteOptions): Hono {
  const { store, box, allowOrigins, votesPerMinute, addressOf, log, readAge = READ_AGE } = options;
  const secrets = new Secrets(store);
  const limit = new NetworkLimit('votes', votesPerMinute, 60, options.makeLimiter);
  const reads = new PollReads(store, readAge, outOfService);
  const routes = new Hono();

  routes.get('/:id', async (context) => {
    const id = pollId(context);
    const code = context.req.header('civic-code');
    const { poll, body, etag } = await reads.get(id);
    if (code !== undefined && poll.definition.voter === 'code') {
      const hash = codeHash(code, await secrets.lasting('codes').catch(outOfService));
      const voted = await store.codeUsed(id, hash).catch(outOfService);
      // What was voted is told to nobody: a list of printed codes must not open the ballots.
      return context.json(toWire(poll, new Date(), { voted }), 200, { 'Cache-Control': 'private, no-store' });
    }
    const headers = { 'Cache-Control': READ_CACHING, ETag: etag, ...(poll.definition.voter === 'code' && VARY_CODE) };
    const isKnown = context.req.header('if-none-match')?.includes(etag) ?? false;
    return isKnown
      ? context.body(null, 304, headers)
      : context.body(body, 200, { 'Content-Type': 'application/json', ...headers });
  });

  const limitBody = bodyLimit({
    maxSize: LARGEST_VOTE,
    onError: () => {
      throw new Problem('too-large');
    },
  });

  routes.post('/:id/votes', async (context, next) => {
    // Node reads no more than the length that was announced; only bodies without one have to be counted.
    const length = Number(context.req.header('content-length') ?? NaN);
    if (length > LARGEST_VOTE) throw new Problem('too-large');
    return Number.isNaN(length) ? limitBody(context, next) : next();
  });

  routes.post('/:id/votes', async (context) => {
    const id = pollId(context);
    checkSender(context.req.raw.headers, allowOrigins);
    const { choices, code } = await readVote(context);
    const key = UUID.exec(context.req.header('idempotency-key') ?? '')?.[1]?.toLowerCase();
    if (key === undefined)
      throw new Problem('invalid', { status: 400, detail: 'The header Idempotency-Key must be a UUID.' });

    const definition = await reads.definition(id);
    const network = networkHashes(addressOf(context), await secrets.ofToday('network').catch(outOfService));
    if (definition.voter === 'open') checkKiosk(context, definition);
    else await holdBack(context, definition, key, network);

    const { outcome, poll } = await box
      .cast({
        poll: id,
        key,
        choices,
        ...(definition.voter === 'network' && { network: network.hashes[0]! }),
        ...(definition.voter === 'code' && code && { code: codeHash(code, await secrets.lasting('codes')) }),
      })
      // It may or may not be counted; the same key sent again finds out.
      .catch(outOfService);
    if ('refused' in outcome) throw refusal(outcome.refused, outcome.detail, definition);
    reads.changed(id);
    const own = { voted: true, choices: outcome.ownVotes };
    return context.json(toWire(poll!, new Date(), own), 200, { 'Cache-Control': 'no-store' });
  });

  function outOfService(error: unknown): never {
    if (error instanceof Problem) throw error;
    if (error instanceof BusyError) {
      throw new Problem('unavailable', { detail: 'Many votes are arriving; this one was not counted.', retryAfter: 5 });
    }
    log.error('the database failed', { error });
    throw new Problem('unavailable', { detail: 'The database does not answer.', retryAfter: 5 });
  }

  /** Over the limit: refused, or let in for a proof of work where the poll says so, up to a ceiling. */
  async function holdBack(context: Context, definition: PollDefinition, key: string, network: Network): Promise<void> {
    const policy = definition.proofOfWork ?? 'never';
    const { retryAfter, refused, excess } = await limit.take(network);
    if (retryAfter !== undefined && (policy === 'never' || refused)) {
      throw new Problem('too-many', { retryAfter, detail: 'Many votes came from this network just now.' });
    }
    if (policy === 'never' || (policy === 'over-limit' && retryAfter === undefined)) return;
    const secret = await secrets.lasting('proofs').catch(outOfService);
    if (await isProof(context.req.header('civic-proof') ?? '', definition.id, key, secret, excess)) return;
    throw new Problem('proof-required', {
      detail: 'Solve the challenge and send its payload in the header Civic-Proof, with the same Idempotency-Key.',
      members: { challenge: await challengeFor(definition.id, key, secret, excess) },
    });
  }

  return routes;
}

/** Not even asked for: the database would choke on some bytes that an address can hold. */
function pollId(context: Context): string {
  const id = context.req.param('id') ?? '';
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) throw new Problem('not-found', { detail: 'There is no such poll.' });
  return id;
}

async function readVote(context: Context): Promise<{ choices: string[]; code?: string }> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem('unsupported-type');
  let body: unknown;
  try {
    body = await context.req.json();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid', { status: 400, detail: 'The body is no JSON.' });
  }
  const { choices, code = context.req.header('civic-code') } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Record<string, unknown>;
  if (context.req.query('code') !== undefined) {
    throw new Problem('invalid', { detail: 'Addresses stand in logs: send the code in the header Civic-Code.' });
  }
  if (!Array.isArray(choices) || !choices.every((choice) => typeof choice === 'string') || choices.length === 0) {
    throw new Problem('invalid', { detail: '"choices" must be a list of option ids.' });
  }
  return { choices, code: typeof code === 'string' ? code : undefined };
}

function checkKiosk(context: Context, { kioskToken = '' }: PollDefinition): void {
  const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const token = bearer ?? context.req.query('kiosk') ?? '';
  const [given, wanted] = [token, kioskToken].map((text) => createHash('sha256').update(text).digest());
  if (kioskToken === '' || !timingSafeEqual(given!, wanted!)) {
    throw new Problem('blocked', { detail: 'Only a kiosk with this poll’s token may vote here.' });
  }
}

function refusal(code: Refusal, detail: string, { opensAt }: PollDefinition): Problem {
  const wait = code === 'not-open' && opensAt ? (Date.parse(opensAt) - Date.now()) / 1000 : undefined;
  return new Problem(code, { detail, ...(wait !== undefined && { retryAfter: wait }) });
}
