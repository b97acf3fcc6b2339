import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Network } from './visitor.ts';

/** How many times the share of one household a wider network has: an IPv6 /56 and /48, as providers hand them out. */
const SHARES = [1, 4, 16] as const;

/** Beyond this many times its share a network is refused, whatever it is ready to compute. */
const CEILING = 10;

export interface Verdict {
  /** Seconds; undefined: within the limit. */
  retryAfter?: number;
  /** 1 at the limit, 2 at twice as much, and so on. */
  excess: number;
  /** No proof of work helps any more. */
  refused: boolean;
}

export interface LimiterOptions {
  keyPrefix: string;
  points: number;
  /** Seconds. */
  duration: number;
  /** From so many on, no shared count is needed to refuse. */
  inMemoryBlockOnConsumed: number;
}

/** Makes the limiter for one width of network. */
export type MakeLimiter = (options: LimiterOptions) => RateLimiterAbstract;

/** Counts in this process. */
export const inMemory: MakeLimiter = ({ keyPrefix, points, duration }) =>
  new RateLimiterMemory({ keyPrefix, points, duration });

/**
 * So many requests of one network in so many seconds. A caller is known by hashes of its network and of the wider
 * ones around it, so that who owns a /48 can't be 65,536 callers. The cost of a request doesn't grow with their number.
 */
export class NetworkLimit {
  readonly #limiters: { limiter: RateLimiterAbstract; points: number }[];

  constructor(name: string, amount: number, seconds: number, make: MakeLimiter = inMemory) {
    this.#limiters = SHARES.map((share, index) => {
      const points = amount * share;
      const inMemoryBlockOnConsumed = points * CEILING + 1;
      const limiter = make({ keyPrefix: `${name}${index}`, points, duration: seconds, inMemoryBlockOnConsumed });
      return { points, limiter };
    });
  }

  async take({ hashes }: Network): Promise<Verdict> {
    const results = await Promise.all(
      hashes.map(async (hash, index) => {
        const { limiter, points } = this.#limiters[index]!;
        const result = await limiter.consume(hash).catch((error: unknown) => {
          if (error instanceof RateLimiterRes) return error;
          throw error;
        });
        // One that is blocked in memory is not counted any more.
        const excess = result.consumedPoints === 0 ? Infinity : result.consumedPoints / points;
        return { excess, wait: result.msBeforeNext / 1000 };
      }),
    );
    const worst = results.reduce((a, b) => (a.excess >= b.excess ? a : b));
    return {
      excess: worst.excess,
      refused: worst.excess > CEILING,
      ...(worst.excess > 1 && { retryAfter: Math.max(1, Math.ceil(worst.wait)) }),
    };
  }
}
