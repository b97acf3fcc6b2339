/** A token bucket for each caller: `perMinute` at once, refilled evenly. Callers are known by a hash only. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Takes a token; else says in how many seconds there will be one. */
  take(caller: string, now = Date.now()): { retryAfter?: number } {
    const perSecond = this.#perMinute / 60;
    const bucket = this.#buckets.get(caller) ?? { tokens: this.#perMinute, at: now };
    const tokens = Math.min(this.#perMinute, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const taken = tokens >= 1;
    this.#buckets.set(caller, { tokens: taken ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > 50_000) this.#forgetFull(now);
    return taken ? {} : { retryAfter: (1 - tokens) / perSecond };
  }

  /** A bucket untouched for a minute is full, as a new one would be. */
  #forgetFull(now: number): void {
    for (const [caller, { at }] of this.#buckets) if (now - at > 60_000) this.#buckets.delete(caller);
  }
}
