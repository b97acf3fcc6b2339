/** `civic-widgets/poll`: the data half of `<citizen-poll>`. No DOM, no Lit, no fetch; runs on Node as it does in a browser. */
export type {
  Poll,
  PollComment,
  PollKind,
  PollOption,
  PollPhase,
  PollProtocol,
  PollReading,
  PollResults,
  Vote,
  VoteRequest,
} from './model.ts';
export { hasCounts, maySeeResults, phaseOf, stricterResults } from './model.ts';
export { parsePoll, readPoll, registerPollProtocol, type ParsePollOptions } from './parse.ts';
export { largestRemainder, percentages } from './percentages.ts';
