/** A token bucket for each caller: `amount` at once, refilled evenly over `seconds`. Callers are known by a hash only. */
export class RateLimit {
  readonly #amount: number;
  readonly #seconds: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(amount: number, seconds: number) {
    this.#amount = amount;
    this.#seconds = seconds;
  }

  /** Takes a token; else says in how many whole seconds there will be one. */
  take(caller: string, now = Date.now()): { retryAfter?: number } {
    const perSecond = this.#amount / this.#seconds;
    const bucket = this.#buckets.get(caller) ?? { tokens: this.#amount, at: now };
    const tokens = Math.min(this.#amount, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const taken = tokens >= 1;
    this.#buckets.set(caller, { tokens: taken ? tokens - 1 : tokens, at: now });
    if (this.#buckets.size > 50_000) this.#forgetFull(now);
    return taken ? {} : { retryAfter: Math.ceil((1 - tokens) / perSecond) };
  }

  /** A bucket untouched for so long is full, as a new one would be. */
  #forgetFull(now: number): void {
    for (const [caller, { at }] of this.#buckets) if (now - at > this.#seconds * 1000) this.#buckets.delete(caller);
  }
}
