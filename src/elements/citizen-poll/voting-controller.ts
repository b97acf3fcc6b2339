import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { BallotBox, type Ballot, type BallotOptions, type BallotState } from '../../poll/ballot.ts';

export interface VotingHost extends ReactiveControllerHost, Element {
  /** Where this poll's ballots are kept; `undefined`: nothing to vote on, or a kiosk, which remembers nobody. */
  ballotScope(): string | undefined;
  sendBallot(ballot: Ballot): Promise<void>;
  /** `before` is missing when the state was found, as on a return visit, and hasn't changed. */
  ballotChanged(state: BallotState, before?: BallotState): void;
}

/** What this page has for keeping ballots: storage may be blocked, locks are missing without TLS. */
export function ballotPlace(): Pick<BallotOptions, 'storage' | 'locks'> {
  const { locks } = navigator as Partial<Navigator>;
  try {
    return { storage: localStorage, locks };
  } catch {
    return { locks };
  }
}

/** Ties a ballot box to the element's life, to other tabs and to the network. */
export class VotingController implements ReactiveController {
  state: BallotState = { status: 'none' };
  #host: VotingHost;
  #scope?: string;
  #box?: BallotBox;
  #isOpening = false;

  constructor(host: VotingHost) {
    this.#host = host;
    host.addController(this);
  }

  /** False when the vote is lost with the page. */
  get isDurable(): boolean {
    return this.#box?.isDurable ?? true;
  }

  cast(poll: string, choices: string[]): void {
    this.#box?.cast(poll, choices);
  }

  tryNow(): void {
    this.#box?.wake();
  }

  hostConnected(): void {
    addEventListener('storage', this.#onStorage);
    addEventListener('online', this.#onChance);
    document.addEventListener('visibilitychange', this.#onChance);
  }

  hostDisconnected(): void {
    removeEventListener('storage', this.#onStorage);
    removeEventListener('online', this.#onChance);
    document.removeEventListener('visibilitychange', this.#onChance);
    // Moving an element disconnects and connects it at once: its ballot stays where it is.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#open(undefined);
    });
  }

  /** Runs on every update of the host, before it renders. */
  hostUpdate(): void {
    const scope = this.#host.ballotScope();
    if (scope !== this.#scope && this.#host.isConnected) this.#open(scope);
  }

  #open(scope: string | undefined): void {
    this.#box?.close();
    this.#scope = scope;
    this.state = { status: 'none' };
    this.#box =
      scope === undefined
        ? undefined
        : new BallotBox(scope, { ...ballotPlace(), send: (ballot) => this.#host.sendBallot(ballot) }, this.#onState);
    this.#isOpening = true;
    this.#box?.sync();
    this.#isOpening = false;
  }

  #onState = (state: BallotState): void => {
    const before = this.#isOpening ? undefined : this.state;
    this.state = state;
    this.#host.ballotChanged(state, before);
    this.#host.requestUpdate();
  };

  #onStorage = ({ key }: StorageEvent): void => {
    if (this.#scope && (!key || key.endsWith(this.#scope))) this.#box?.sync();
  };

  #onChance = (): void => {
    const { status } = this.state;
    if (status === 'pending' && !document.hidden) this.#box?.wake();
  };
}
