import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import type { Challenge } from 'altcha-lib/v1/types';

/** About a quarter of a second on a cheap phone: half of it is tried on average. */
const EASIEST = 50_000;
/** Times as hard for a network far over its limit. */
const HARDEST = 16;
const VALID_FOR = 20 * 60_000;

/**
 * A challenge (ALTCHA v1, SHA-256; https://altcha.org/docs) whose solution counts for this submission to this poll or survey
 * only: the key is signed with it, so a solution can be used again only for what is counted once anyway.
 */
export function challengeFor(poll: string, key: string, secret: Buffer, excess = 1): Promise<Challenge> {
  const level = levelFor(excess);
  return createChallenge({
    hmacKey: secret.toString('hex'),
    maxnumber: EASIEST * level,
    expires: new Date(Date.now() + VALID_FOR),
    params: { poll, key, level: String(level) },
  });
}

/**
 * True when `proof`, the base64 of ALTCHA's payload, solves a challenge of ours for this submission that is about as hard as
 * one would be now: easy ones can't be gathered beforehand.
 */
export async function isProof(proof: string, poll: string, key: string, secret: Buffer, excess = 1): Promise<boolean> {
  try {
    const params = extractParams(proof);
    if (params['poll'] !== poll || params['key'] !== key) return false;
    // While one solved it, others may have raised the level by one step.
    if (Number(params['level'] ?? 1) * 2 < levelFor(excess)) return false;
    return await verifySolution(proof, secret.toString('hex'));
  } catch {
    return false;
  }
}

/** Twice as hard with each time that a network's share was used up. */
function levelFor(excess: number): number {
  return Math.min(HARDEST, 2 ** Math.max(0, Math.floor(excess) - 1));
}
