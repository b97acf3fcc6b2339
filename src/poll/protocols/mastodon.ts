import { votesUrl } from './civic.ts';
import type { PollProtocol, Vote } from './protocol.ts';
import { isDictionary, readPoll, readText } from './read.ts';

/** Mastodon's `/api/v1/polls/:id` (docs.joinmastodon.org/methods/polls): options and choices are known by their place. */
export const mastodon: PollProtocol = {
  name: 'mastodon',
  matches: (document) => isDictionary(document) && Array.isArray(document['options']),
  parse: readPoll,
  vote: ({ url, choices, key }: Vote) => ({
    url: votesUrl(url),
    headers: { 'Idempotency-Key': key },
    body: { choices: choices.map(Number) },
  }),
  // Every refusal is a 422 with a sentence (its English here; other languages are told by reading the poll again).
  refusal: (status, document) => {
    const sentence = isDictionary(document) ? readText(document['error']) : '';
    if (status !== 422) return undefined;
    return sentence.includes('already') && sentence.includes('voted')
      ? 'already-voted'
      : sentence.includes('ended')
        ? 'closed'
        : 'invalid';
  },
};
