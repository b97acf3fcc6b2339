import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import type { Challenge } from 'altcha-lib/v1/types';

/** About a quarter of a second on a cheap phone: half of it is tried on average. */
const HARDEST = 50_000;
const VALID_FOR = 20 * 60_000;

/**
 * A challenge (ALTCHA v1, SHA-256; https://altcha.org/docs) whose solution counts for this vote of this poll only: the
 * key is signed with it, so a solution can be used again only for the vote that is counted once anyway.
 */
export function challengeFor(poll: string, key: string, secret: Buffer): Promise<Challenge> {
  return createChallenge({
    hmacKey: secret.toString('hex'),
    maxnumber: HARDEST,
    expires: new Date(Date.now() + VALID_FOR),
    params: { poll, key },
  });
}

/** True when `proof`, the base64 of ALTCHA's payload, solves a challenge of ours for this vote. */
export async function isProof(proof: string, poll: string, key: string, secret: Buffer): Promise<boolean> {
  try {
    const params = extractParams(proof);
    return params['poll'] === poll && params['key'] === key && (await verifySolution(proof, secret.toString('hex')));
  } catch {
    return false;
  }
}
