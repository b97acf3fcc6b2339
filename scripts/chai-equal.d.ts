/**
 * `@open-wc/semantic-dom-diff` declares that each `equal` returns a promise, as its comparison of snapshots does. Of
 * overloads, the one that is declared last comes first, and this folder is read after test/.
 */
export {};

declare global {
  namespace Chai {
    interface Equal {
      // eslint-disable-next-line @typescript-eslint/prefer-function-type -- it adds to an interface
      (value: unknown, message?: string): Assertion;
    }
  }
}
