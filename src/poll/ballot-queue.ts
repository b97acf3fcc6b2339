import { KioskQueue, type KioskQueueState } from '../outbox/kiosk-queue.ts';
import { scopeOf } from '../outbox/outbox.ts';
import { type Ballot, type BallotBoxOptions, parseBallot, sendVote, toBallot, type VoteExtras } from './ballot-box.ts';
import type { Poll } from './model.ts';

export type BallotQueueState = KioskQueueState<Ballot, Poll | undefined>;

/** The votes of a shared screen. */
export class BallotQueue extends KioskQueue<Ballot, Poll | undefined> {
  readonly #options: BallotBoxOptions<BallotQueueState>;

  constructor(options: BallotBoxOptions<BallotQueueState>) {
    super({
      ...options,
      kind: 'kiosk',
      scope: scopeOf(options.url, options.poll().id),
      parse: parseBallot,
      send: (ballot, submit) => sendVote(ballot, options, submit),
    });
    this.#options = options;
  }

  /** Writes a vote down and sends it, after those that wait already. */
  cast(choices: readonly string[], extras: VoteExtras = {}): void {
    this.submit(toBallot(this.#options.poll(), choices, extras));
  }
}
