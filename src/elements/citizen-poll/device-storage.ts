/** Where ballots are written down; undefined where it is blocked (a sandbox, a visitor's choice). */
export function deviceStorage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
