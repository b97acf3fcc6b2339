/**
 * How much is tried: a short, repeatable run in CI, a long one with a new seed by `npm run fuzz`. `RUNS=… SEED=…` decide
 * both; a failure prints the seed and the path that repeat it.
 */
import { it } from 'node:test';
import fc from 'fast-check';

export const isNightly = process.env['npm_lifecycle_event'] === 'fuzz';
export const SEED = Number(process.env['SEED'] ?? (isNightly ? Date.now() % 2 ** 31 : 20210713));
export const RUNS = Number(process.env['RUNS'] ?? (isNightly ? 50_000 : 500));

/** One test: the property holds for every value, however many `RUNS` asks for. */
export function holds<T>(sentence: string, values: fc.Arbitrary<T>, property: (value: T) => void): void {
  it(`${sentence} (${RUNS} runs, seed ${SEED})`, () => {
    fc.assert(fc.property(values, property), { numRuns: RUNS, seed: SEED });
  });
}
