/**
 * No document of the largest size that is read keeps a reader busy: work grows with the size, never with its square. Five
 * megabytes of one piece repeated take a linear reader a second; a quadratic one hours, so the watchdog may be patient.
 */
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { JSON_PUMPS, KNOWN, pumped, pumps, type Pump } from './pump.ts';
import { isNightly, RUNS, SEED } from './runs.ts';

const WATCHDOG = 60_000;
/** Each takes a second, so there are fewer of them. */
const TRIES = isNightly ? Math.ceil(RUNS / 50) : Math.ceil(RUNS / 25);

let worker: Worker | undefined;
after(() => worker?.terminate());

/** Whether each reader has done with the body before the watchdog barks. */
function ends(body: string): Promise<boolean> {
  const mine = (worker ??= new Worker(new URL('./pump-worker.ts', import.meta.url)));
  return new Promise((resolve, reject) => {
    const give = (outcome: () => void): void => {
      clearTimeout(watchdog);
      mine.off('message', onMessage).off('error', onError);
      outcome();
    };
    const onMessage = (done: 'one' | 'all'): void => {
      if (done === 'all') give(() => resolve(true));
      else watchdog.refresh();
    };
    const onError = (error: Error): void => {
      worker = undefined;
      give(() => reject(error));
    };
    const watchdog = setTimeout(() => {
      worker = undefined;
      void mine.terminate();
      give(() => resolve(false));
    }, WATCHDOG);
    mine.on('message', onMessage).on('error', onError);
    mine.postMessage(body);
  });
}

describe('work is bounded', () => {
  for (const pump of KNOWN) {
    it(`for ${JSON.stringify(pump.before + pump.first)} again and again`, async () => {
      assert.ok(await ends(pumped(pump)), `busy with ${JSON.stringify(pump)}`);
    });
  }
  for (const [sentence, body] of Object.entries(JSON_PUMPS)) {
    it(`for ${sentence}`, async () => assert.ok(await ends(body()), 'busy'));
  }
  it(`for any piece of a format again and again (${TRIES} runs, seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(pumps, async (pump: Pump) => assert.ok(await ends(pumped(pump)), 'busy')),
      // To shrink a hang is to hang again.
      { numRuns: TRIES, seed: SEED, endOnFailure: true },
    );
  });
});
