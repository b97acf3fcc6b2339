import type { Store } from './store.ts';

/** The store's secrets, each asked for once. */
export class Secrets {
  readonly #store: Pick<Store, 'secret' | 'forgetSecretsBefore'>;
  readonly #known = new Map<string, Promise<Buffer>>();

  constructor(store: Pick<Store, 'secret' | 'forgetSecretsBefore'>) {
    this.#store = store;
  }

  lasting(name: string): Promise<Buffer> {
    const known = this.#known.get(name);
    if (known) return known;
    const secret = this.#store.secret(name);
    this.#known.set(name, secret);
    secret.catch(() => this.#known.delete(name));
    return secret;
  }

  /** Another one each day (UTC). Those of earlier days are deleted, so what was hashed with them stays unknown. */
  ofToday(name: string, now = new Date()): Promise<Buffer> {
    const today = `${name} ${now.toISOString().slice(0, 10)}`;
    if (!this.#known.has(today)) {
      for (const known of this.#known.keys()) if (known.startsWith(`${name} `)) this.#known.delete(known);
      // Best effort: the next day tries again.
      this.#store.forgetSecretsBefore(`${name} `, today).catch(() => {});
    }
    return this.lasting(today);
  }
}
