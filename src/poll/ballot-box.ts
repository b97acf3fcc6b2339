import { isObject } from '../documents/json.ts';
import { Outbox, scopeOf, type Device, type OutboxState, type Submission, type Submit } from '../outbox/outbox.ts';
import type { Post } from '../outbox/submit.ts';
import type { Poll } from './model.ts';
import { parseVoteAnswer, protocolOf, withProtocol } from './parse.ts';

export type { Device } from '../outbox/outbox.ts';
export type { Post, PostAnswer, PostRequest } from '../outbox/submit.ts';

/** A vote written down: all that is ever stored of it, and only until the server has answered. */
export interface Ballot extends Submission {
  poll: string;
  choices: string[];
  comment?: string;
  context?: string;
}

/** What a voter may send along. */
export type VoteExtras = Pick<Ballot, 'comment' | 'context'>;

/** What has become of a vote; `item` is the ballot, `answer` the poll with the vote in it. */
export type BallotState = OutboxState<Ballot, Poll | undefined>;

export interface BallotBoxOptions<State> extends Device {
  /** Where the poll was read. */
  url: string;
  /** The poll as it was read last. */
  poll: () => Poll;
  post: Post;
  changed: (state: State) => void;
}

/** One person's vote on a poll: written down at the press, sent until the server has answered. */
export class BallotBox extends Outbox<Ballot, Poll | undefined> {
  readonly #options: BallotBoxOptions<BallotState>;

  /** Call `sync()` when ready for the first state. */
  constructor(options: BallotBoxOptions<BallotState>) {
    super({
      ...options,
      kind: 'ballot',
      mark: 'voted',
      scope: scopeOf(options.url, options.poll().id),
      parse: parseBallot,
      send: (ballot, submit) => sendVote(ballot, options, submit),
    });
    this.#options = options;
  }

  /** Writes a vote down, then sends it. One that waits already stays the one that counts. */
  cast(choices: readonly string[], extras: VoteExtras = {}): void {
    this.submit(toBallot(this.#options.poll(), choices, extras));
  }
}

/**
 * The poll as this browser's vote makes it: `voted` where the server doesn't know the voter (it follows nobody, or the
 * page was loaded again), and the choices as far as this page's life remembers them.
 */
export function withVote(poll: Poll, state: BallotState): Poll {
  if (!hasVoted(state)) return poll;
  const cast = state.status === 'counted' ? (state.item?.choices ?? []) : [];
  const own = poll.options.map(({ id }) => id).filter((id) => cast.includes(id));
  const own_votes = poll.own_votes.length > 0 ? poll.own_votes : own;
  if (poll.voted && own_votes.length === poll.own_votes.length) return poll;
  return withProtocol({ ...poll, voted: true, own_votes }, protocolOf(poll));
}

/** True when this browser's vote is known to be counted. */
export function hasVoted(state: BallotState): boolean {
  return state.status === 'counted' || (state.status === 'refused' && state.error.code === 'already-voted');
}

/** True when choices are made and can't be changed now. */
export function isPending({ status }: BallotState): boolean {
  return status === 'written' || status === 'sending' || status === 'stopped';
}

export async function sendVote(
  { choices, key, comment, context }: Ballot,
  { url, poll: latest, post }: Pick<BallotBoxOptions<never>, 'url' | 'poll' | 'post'>,
  submit: Submit,
): Promise<Poll | undefined> {
  const poll = latest();
  const protocol = protocolOf(poll);
  const request = protocol.vote({
    ...{ poll, choices, key, url },
    ...(comment !== undefined && { comment }),
    ...(context !== undefined && { context }),
  });
  const bytes = await submit(post, request, (status, document) => protocol.refusal?.(status, document));
  return parseVoteAnswer(bytes, poll, url);
}

export function toBallot(poll: Poll, choices: readonly string[], extras: VoteExtras): Omit<Ballot, keyof Submission> {
  const comment = extras.comment?.trim().slice(0, poll.comment?.max_length ?? 0);
  const context = extras.context?.trim().slice(0, LONGEST_CONTEXT);
  return { poll: poll.id, choices: [...choices], ...(comment && { comment }), ...(context && { context }) };
}

const LONGEST_CONTEXT = 200;

/** Reads a ballot that was written down; undefined when others have damaged it. */
export function parseBallot(value: unknown): Ballot | undefined {
  if (!isObject(value)) return undefined;
  const { poll, choices, key, turn, comment, context } = value;
  const isSound =
    Array.isArray(choices) && [poll, key, ...(choices as unknown[])].every((text) => typeof text === 'string');
  if (!isSound) return undefined;
  return {
    poll: poll as string,
    choices: choices as string[],
    key: key as string,
    ...(typeof turn === 'number' && { turn }),
    ...(typeof comment === 'string' && { comment }),
    ...(typeof context === 'string' && { context }),
  };
}
