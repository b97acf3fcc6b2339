import { scopeOf } from '../../outbox/outbox.ts';
import type { Ballot, VoteExtras } from '../../poll/ballot-box.ts';
import { BallotQueue } from '../../poll/ballot-queue.ts';
import type { Poll } from '../../poll/model.ts';
import { type KioskHost, KioskScreen } from '../kiosk-screen.ts';
import { device, poster } from '../posting.ts';

export interface PollKioskHost extends KioskHost {
  announceVote(poll: Poll, choices: string[]): void;
}

/** A shared screen with a poll. */
export class Kiosk extends KioskScreen<Ballot, Poll | undefined, BallotQueue> {
  readonly #announceVote: PollKioskHost['announceVote'];
  #poll?: Poll;

  constructor(host: PollKioskHost) {
    super(host);
    this.#announceVote = host.announceVote;
  }

  /** Opens the queue of this poll and sends what waits in it. */
  open(poll: Poll, url: string): void {
    this.#poll = poll;
    this.openQueue(
      scopeOf(url, poll.id),
      (changed) =>
        new BallotQueue({
          ...device(),
          ...{ url, changed },
          poll: () => this.#poll!,
          post: poster(() => this.host.requestOptions()),
        }),
    );
  }

  /** Stores a vote, shows thanks, then an empty form for the next person. */
  cast(choices: readonly string[], extras?: VoteExtras): void {
    this.send((queue) => queue.cast(choices, extras));
  }

  protected override counted({ choices }: Ballot, poll: Poll | undefined): void {
    this.#announceVote(poll ?? this.#poll!, choices);
  }
}
