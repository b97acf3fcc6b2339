/** A challenge that a server may set before it takes a vote (ALTCHA v1; https://altcha.org/docs). */
export interface Challenge {
  algorithm: 'SHA-256';
  /** Hex of the hash that `salt` and the number sought give. */
  challenge: string;
  salt: string;
  signature: string;
  /** The number sought is not larger. */
  maxnumber?: number;
}

export function isChallenge(value: unknown): value is Challenge {
  const { algorithm, challenge, salt, signature } = (value ?? {}) as Partial<Challenge>;
  return algorithm === 'SHA-256' && [challenge, salt, signature].every((part) => typeof part === 'string');
}

/** ms of work between two breaths of the page: no frame is lost, and no worker has to pass the page's CSP. */
const SLICE = 6;
const HARDEST = 5_000_000;

/**
 * Solves a challenge: the payload for the header `Civic-Proof`, in base64; undefined when no number up to `maxnumber`
 * fits. Works without TLS, where `crypto.subtle` is missing.
 */
export async function solve({
  algorithm,
  challenge,
  salt,
  signature,
  maxnumber = 1_000_000,
}: Challenge): Promise<string | undefined> {
  const most = Math.min(maxnumber, HARDEST);
  let end = performance.now() + SLICE;
  for (let number = 0; number <= most; number++) {
    if (sha256(salt + number) === challenge)
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    if (number % 50 > 0 || performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve));
    end = performance.now() + SLICE;
  }
  return undefined;
}

/** The hash of a text's UTF-8 in hex (FIPS 180-4 §6.2): of short texts in a loop quicker than `crypto.subtle`. */
export function sha256(text: string): string {
  const bytes = encoder.encode(text);
  const { length } = bytes;
  const words = new Uint32Array((((length + 8) >> 6) + 1) << 4);
  for (let i = 0; i < length; i++) words[i >> 2]! |= bytes[i]! << (24 - 8 * (i & 3));
  words[length >> 2]! |= 0x80 << (24 - 8 * (length & 3));
  words[words.length - 1] = length * 8;
  const hash = Uint32Array.from(START);
  for (let block = 0; block < words.length; block += 16) compress(hash, words.subarray(block, block + 16));
  return Array.from(hash, (word) => word.toString(16).padStart(8, '0')).join('');
}

const encoder = new TextEncoder();
const PRIMES = Array.from({ length: 312 }, (_, n) => n).filter(
  (n) => n > 1 && !Array.from({ length: n }, (_, d) => d).some((d) => d > 1 && d * d <= n && n % d === 0),
);
const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32);
const START = PRIMES.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(prime ** (1 / 3)));
const schedule = new Uint32Array(64);

function compress(hash: Uint32Array, block: Uint32Array): void {
  schedule.set(block);
  for (let i = 16; i < 64; i++) {
    const early = schedule[i - 15]!;
    const late = schedule[i - 2]!;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[i] = schedule[i - 16]! + sigma0 + schedule[i - 7]! + sigma1;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let i = 0; i < 64; i++) {
    const one =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i]! + schedule[i]!) | 0;
    const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    // One by one: swapping through an array costs ten times the arithmetic in a loop as hot as this.
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i]! += word));
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
