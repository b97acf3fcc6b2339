import { choiceRange, DEFAULT_VOTES_PER_NETWORK, isClosed, isUpcoming, type CountedPoll } from './poll.ts';

/** A vote on its way in. */
export interface Ballot {
  poll: string;
  /** The Idempotency-Key: the same for every try of one vote. */
  key: string;
  choices: readonly string[];
  /** The voter's network as a salted hash of today (policy `network`). */
  network?: string;
  /** The hash of a one-time code (policy `code`). */
  code?: string;
}

/** A vote that was counted. */
export interface Vote {
  poll: string;
  /** Who counts once: the device's key, the network's hash with a running number, or the code's hash. */
  voter: string;
  key: string;
  /** Option ids in the poll's order. */
  choices: readonly string[];
  network?: string;
  at: Date;
  /** The key of the vote that took its place. */
  replacedBy?: string;
}

export type Refusal = 'not-found' | 'not-open' | 'closed' | 'already-voted' | 'invalid';

/** What became of a ballot: counted now, counted by an earlier try, or not counted and why. */
export type Outcome = { ownVotes: readonly string[] } | { refused: Refusal; detail: string };

/** What `record` needs to know and do inside one transaction. Later ballots of a batch see what earlier ones did. */
export interface Ledger {
  poll(id: string): CountedPoll | undefined;
  voteByKey(poll: string, key: string): Vote | undefined;
  voteByVoter(poll: string, voter: string): Vote | undefined;
  votesOfNetwork(poll: string, network: string): number;
  hasCode(poll: string, code: string): boolean;
  /** Adds the vote and its choices to the tally. */
  add(vote: Vote): void;
  /** Takes the choices out of the tally and keeps the row under its own key, so that a late retry is not counted anew. */
  retire(vote: Vote, replacedBy: string): void;
}

/** Decides about one ballot and counts it: the one place that holds the rules of voting, whatever the database. */
export function record(ballot: Ballot, ledger: Ledger, now: Date): Outcome {
  const poll = ledger.poll(ballot.poll);
  if (!poll) return { refused: 'not-found', detail: 'There is no such poll.' };
  const { definition } = poll;
  const choices = definition.options.map(({ id }) => id).filter((id) => ballot.choices.includes(id));

  const earlier = ledger.voteByKey(ballot.poll, ballot.key);
  if (earlier) {
    return sameChoices(earlier.choices, choices) && choices.length === ballot.choices.length
      ? { ownVotes: earlier.choices }
      : { refused: 'invalid', detail: 'This Idempotency-Key was used for other choices.' };
  }

  if (isClosed(poll, now)) return { refused: 'closed', detail: 'The poll is closed.' };
  if (isUpcoming(poll, now)) return { refused: 'not-open', detail: `The poll opens at ${definition.opensAt}.` };

  if (new Set(ballot.choices).size !== ballot.choices.length || choices.length !== ballot.choices.length) {
    return { refused: 'invalid', detail: 'Each choice must be the id of an option, once.' };
  }
  const [least, most] = choiceRange(definition);
  if (choices.length < least || choices.length > most) {
    return { refused: 'invalid', detail: `Choose ${least === most ? least : `${least} to ${most}`}.` };
  }

  const vote = { poll: ballot.poll, key: ballot.key, choices, network: ballot.network, at: now };
  switch (definition.voter ?? 'device') {
    case 'network': {
      if (ballot.network === undefined) return { refused: 'invalid', detail: 'The network is not known.' };
      const cast = ledger.votesOfNetwork(ballot.poll, ballot.network);
      if (cast >= (definition.votesPerNetwork ?? DEFAULT_VOTES_PER_NETWORK)) {
        return { refused: 'already-voted', detail: 'This network has cast all its votes for today.' };
      }
      ledger.add({ ...vote, voter: `network:${ballot.network}:${cast + 1}` });
      break;
    }
    case 'code': {
      if (ballot.code === undefined || !ledger.hasCode(ballot.poll, ballot.code)) {
        return { refused: 'invalid', detail: 'The voting code is missing or is none of this poll.' };
      }
      const voter = `code:${ballot.code}`;
      const before = ledger.voteByVoter(ballot.poll, voter);
      if (before && !definition.allowChange) {
        return { refused: 'already-voted', detail: 'This voting code has been used.' };
      }
      if (before) ledger.retire(before, ballot.key);
      ledger.add({ ...vote, voter });
      break;
    }
    case 'device':
    case 'open':
      ledger.add({ ...vote, voter: `device:${ballot.key}` });
  }
  return { ownVotes: choices };
}

function sameChoices(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((choice, index) => choice === other[index]);
}
