import { isObject, string } from '../../documents/json.ts';
import { addressBelow } from '../../documents/urls.ts';
import type { PollProtocol, Vote } from '../model.ts';
import { parseEntity } from './civic.ts';

/** Mastodon's `/api/v1/polls/:id` (docs.joinmastodon.org/methods/polls): options and choices are known by their place. */
export const mastodon: PollProtocol = {
  name: 'mastodon',
  matches: (document) => isObject(document) && Array.isArray(document['options']),
  parse: parseEntity,
  vote: ({ url, choices, key }: Vote) => ({
    url: addressBelow(url, 'votes'),
    headers: { 'Idempotency-Key': key },
    body: { choices: choices.map(Number) },
  }),
  // Every refusal is a 422 with a sentence: its English is known here. In other languages it reads as `invalid`, and
  // the poll, which is read again after it, says what is the matter.
  refusal: (status, document) => {
    if (status !== 422) return undefined;
    const sentence = isObject(document) ? (string(document['error']) ?? '') : '';
    if (sentence.includes('already') && sentence.includes('voted')) return 'already-voted';
    return sentence.includes('ended') ? 'closed' : 'invalid';
  },
};
