import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { Problem } from '../http/problem.ts';
import { NetworkLimit } from '../http/rate-limit.ts';
import { isTrusted, networkHashes, parseRanges } from '../http/visitor.ts';
import type { Secrets } from '../submissions/secrets.ts';
import type { Session } from './wire.ts';

export interface SessionOptions {
  /** What is typed at `/admin`; without it only the proxy signs in. */
  token?: string;
  /** The header in which a trusted proxy names who has signed in there. */
  userHeader?: string;
  trustedProxies: readonly string[];
  secrets: Pick<Secrets, 'lasting'>;
  addressOf(context: Context): string;
}

const COOKIE = 'civic-admin';
/** Seconds: a working day. */
const LASTS = 8 * 3600;
/** Tries of one network in a minute. */
const TRIES = 5;

/** Who may administer: signed in by a token, for a working day; or by the proxy in front. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #trusted: ReturnType<typeof parseRanges>;
  readonly #tries = new NetworkLimit('admin', TRIES, 60);
  readonly #salt = randomBytes(32);

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#trusted = parseRanges(options.trustedProxies);
  }

  /** Rejects with Problem `not-signed-in`. */
  async of(context: Context): Promise<Session> {
    const named = this.#byProxy(context);
    if (named !== undefined) return { by: named, hasForm: false };
    const text = await getSignedCookie(context, await this.#key(), COOKIE);
    const [until = '', by = ''] = typeof text === 'string' ? text.split(/ (.*)/s) : [];
    if (Number(until) < Date.now() || by === '') throw new Problem('not-signed-in');
    return { by, hasForm: true };
  }

  /** Signs in. Rejects with Problem `not-signed-in` or `too-many`. */
  async open(context: Context, { name, token }: Record<string, unknown>): Promise<Session> {
    const { retryAfter } = await this.#tries.take(networkHashes(this.#options.addressOf(context), this.#salt));
    if (retryAfter !== undefined) throw new Problem('too-many', { retryAfter });
    if (typeof token !== 'string' || !this.#isToken(token))
      throw new Problem('not-signed-in', { detail: 'This is not the token.' });
    const by = nameIn(name);
    if (by === undefined) throw new Problem('invalid', { detail: '"name" must have 1 to 64 characters.' });
    await setSignedCookie(
      context,
      COOKIE,
      `${Date.now() + LASTS * 1000} ${by}`,
      await this.#key(),
      this.#cookie(context),
    );
    return { by, hasForm: true };
  }

  close(context: Context): void {
    deleteCookie(context, COOKIE, this.#cookie(context));
  }

  /** Another token, or another database, ends all sessions. */
  async #key(): Promise<string> {
    const secret = await this.#options.secrets.lasting('admin');
    return createHmac('sha256', secret)
      .update(this.#options.token ?? '')
      .digest('base64url');
  }

  #isToken(given: string): boolean {
    const [one, other] = [given, this.#options.token ?? ''].map((text) => createHash('sha256').update(text).digest());
    return this.#options.token !== undefined && timingSafeEqual(one!, other!);
  }

  #byProxy(context: Context): string | undefined {
    const { userHeader } = this.#options;
    const { address } = getConnInfo(context).remote;
    if (userHeader === undefined || address === undefined || !isTrusted(address, this.#trusted)) return undefined;
    return nameIn(context.req.header(userHeader));
  }

  /** Without a path, so that it is sent to this folder of `/admin` alone, wherever the proxy has put it. */
  #cookie(context: Context) {
    const secure = context.req.header('x-forwarded-proto') === 'https';
    return { httpOnly: true, sameSite: 'Strict', secure, maxAge: LASTS, path: undefined } as const;
  }
}

/** As it can stand in the log. */
function nameIn(given: unknown): string | undefined {
  const name = typeof given === 'string' ? given.trim() : '';
  return /^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u.test(name) ? name : undefined;
}
