import { civicReader } from '../reading.ts';
import type { PollProtocol, Vote } from './protocol.ts';

/** Our own protocol (docs/poll-protocols.md): the poll at `{src}`, votes to `{src}/votes` with an Idempotency-Key. */
export const civic: PollProtocol = {
  ...civicReader,
  vote: ({ url, choices, key }: Vote) => ({
    url: votesUrl(url),
    headers: { 'Idempotency-Key': key },
    body: { choices },
  }),
};

/** `{src}/votes`, before a query if there is one. */
export function votesUrl(url: string): string {
  return url.replace(/\/?(?:\?([^#]*))?(?:#.*)?$/, (_, query?: string) => `/votes${query ? `?${query}` : ''}`);
}
