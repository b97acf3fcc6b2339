/** `civic-widgets/poll`: the data half of `<citizen-poll>`. No DOM, no Lit, no fetch; runs on Node as it does in a browser. */
export type { Poll, PollKind, PollOption, PollPhase, PollResults } from './model.ts';
export { hasCounts, maySeeResults, phaseOf, stricterResults } from './model.ts';
export { parsePoll, registerPollProtocol, type ParsePollOptions } from './parse.ts';
export { largestRemainder, percentages } from './percentages.ts';
export type { PollProtocol, PollReading, Vote, VoteRequest } from './protocols/protocol.ts';
