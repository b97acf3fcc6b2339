/** Named things that a page may add to those built in: formats, providers, protocols. The newest comes first. */
export class Registry<T extends { readonly name: string }> implements Iterable<T> {
  #entries: readonly T[] = [];

  /** Adds an entry before all others; one of the same name is replaced. */
  register(entry: T): void {
    this.delete(entry.name);
    this.#entries = [entry, ...this.#entries];
  }

  delete(name: string): void {
    this.#entries = this.#entries.filter((entry) => entry.name !== name);
  }

  get size(): number {
    return this.#entries.length;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#entries[Symbol.iterator]();
  }
}
