import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Log } from '../http/log.ts';
import { Problem } from '../http/problem.ts';
import { checkSender } from '../http/origins.ts';
import { RateLimit } from '../http/rate-limit.ts';
import { networkHash } from '../http/visitor.ts';
import type { BallotBox } from './ballot-box.ts';
import { codeHash } from './codes.ts';
import { toWire, type CountedPoll, type PollDefinition } from './poll.ts';
import { challengeFor, isProof } from './proof.ts';
import type { Refusal } from './record.ts';
import { Secrets } from './secrets.ts';
import type { PollStore } from './store.ts';

const LARGEST_VOTE = 64 * 1024;
/** ms */
const DEFINITION_AGE = 1000;
const UUID = /^"?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"?$/i;

export interface PollRouteOptions {
  store: PollStore;
  box: BallotBox;
  allowOrigins: readonly string[];
  votesPerMinute: number;
  addressOf(context: Context): string;
  log: Log;
}

/** `GET /{id}` and `POST /{id}/votes`: the `civic` poll protocol (docs/endpoints/openapi.json). */
export function pollRoutes({ store, box, allowOrigins, votesPerMinute, addressOf, log }: PollRouteOptions): Hono {
  const secrets = new Secrets(store);
  const limit = new RateLimit(votesPerMinute, 60);
  const definitions = new Map<string, { definition: PollDefinition; until: number }>();
  const routes = new Hono();

  routes.get('/:id', async (context) => {
    const poll = await store.poll(context.req.param('id')).catch(outOfService);
    if (!poll) throw new Problem('not-found', { detail: 'There is no such poll.' });
    const code = context.req.query('code');
    const own =
      poll.definition.voter === 'code' && code !== undefined
        ? await store.voteByVoter(poll.definition.id, `code:${codeHash(code, await secrets.lasting('codes'))}`)
        : undefined;
    return answer(context, poll, own?.choices);
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
    const id = context.req.param('id');
    checkSender(context.req.raw.headers, allowOrigins);
    const { choices, code } = await readVote(context);
    const key = UUID.exec(context.req.header('idempotency-key') ?? '')?.[1]?.toLowerCase();
    if (key === undefined)
      throw new Problem('invalid', { status: 400, detail: 'The header Idempotency-Key must be a UUID.' });

    const definition = await definitionOf(id);
    if (!definition) throw new Problem('not-found', { detail: 'There is no such poll.' });
    const network = networkHash(addressOf(context), await secrets.ofToday('network'));
    if (definition.voter === 'open') checkKiosk(context, definition);
    else await holdBack(context, definition, key, network);

    const { outcome, poll } = await box
      .cast({
        poll: id,
        key,
        choices,
        ...(definition.voter === 'network' && { network }),
        ...(definition.voter === 'code' && code && { code: codeHash(code, await secrets.lasting('codes')) }),
      })
      // It may or may not be counted; the same key sent again finds out.
      .catch(outOfService);
    if ('refused' in outcome) throw refusal(outcome.refused, outcome.detail, definition);
    return answer(context, poll!, outcome.ownVotes);
  });

  /** For deciding who may send a vote; what the vote is worth is decided on the poll in the transaction. */
  async function definitionOf(id: string): Promise<PollDefinition | undefined> {
    const known = definitions.get(id);
    if (known && known.until > Date.now()) return known.definition;
    const definition = (await store.poll(id).catch(outOfService))?.definition;
    if (definition) definitions.set(id, { definition, until: Date.now() + DEFINITION_AGE });
    return definition;
  }

  function outOfService(error: unknown): never {
    log.error('the database failed', { error });
    throw new Problem('unavailable', { detail: 'The database does not answer.', retryAfter: 5 });
  }

  /** Over the limit: refused, or let in for a proof of work where the poll says so. */
  async function holdBack(context: Context, definition: PollDefinition, key: string, network: string): Promise<void> {
    const policy = definition.proofOfWork ?? 'never';
    const { retryAfter } = limit.take(network);
    if (retryAfter !== undefined && policy === 'never') {
      throw new Problem('too-many', { retryAfter, detail: 'Many votes came from this network just now.' });
    }
    if (policy === 'never' || (policy === 'over-limit' && retryAfter === undefined)) return;
    const secret = await secrets.lasting('proofs');
    if (await isProof(context.req.header('civic-proof') ?? '', definition.id, key, secret)) return;
    throw new Problem('proof-required', {
      detail: 'Solve the challenge and send its payload in the header Civic-Proof, with the same Idempotency-Key.',
      members: { challenge: await challengeFor(definition.id, key, secret) },
    });
  }

  return routes;
}

function answer(context: Context, poll: CountedPoll, ownVotes: readonly string[] | undefined): Response {
  return context.json(toWire(poll, new Date(), ownVotes), 200, { 'Cache-Control': 'no-store' });
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
  const { choices, code = context.req.query('code') } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Record<string, unknown>;
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
