/** Everything that an endpoint may do wrong, and what each widget makes of it. docs/reliability.md is written from this. */
import type { Step } from '../server/scripted-server.ts';

export type Widget = 'news' | 'weather' | 'poll' | 'survey';

/** How a widget takes a fault: it knows better, or it says which kind of error it is. */
export type Outcome = 'ready' | 'network' | 'timeout' | 'http' | 'format' | 'too-large' | 'not-found';

export interface Fault {
  name: string;
  /** What the server does instead of answering with the body that it should. */
  play: (body: string, contentType: string) => Step;
  outcome: Outcome | Record<Widget, Outcome>;
  /** HTTP status that the error has. */
  status?: number;
  /** The widget's `timeout` attribute, where waiting for the default is all there would be to see. */
  timeout?: number;
  /** The client has to end the connection: the server never would, or has far more to give. */
  mustHangUp?: boolean;
}

/** What a citizen reads, by outcome. */
export const SENTENCES: Readonly<Record<Exclude<Outcome, 'ready'>, RegExp>> = {
  network: /^The server cannot be reached/,
  timeout: /^The server took too long to answer/,
  http: /^There is a problem with the server at the moment/,
  format: /^The server’s answer cannot be read/,
  'too-large': /^The server’s answer is too large to show/,
  'not-found': /^This content is no longer available/,
};

const MB = 'x'.repeat(1024 * 1024);
const status = (code: number, headers: Record<string, string> = {}): Step => ({
  status: code,
  headers: { 'content-type': 'text/plain', ...headers },
  body: 'no',
});

/** Where nobody listens, behind a redirect so that the server can be mended. */
const leadsTo = (location: string): Step => ({ status: 302, headers: { location } });

const PROTOTYPE = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},';

export const FAULTS: readonly Fault[] = [
  { name: 'connection refused', play: () => leadsTo('http://127.0.0.1:59999/'), outcome: 'network' },
  { name: 'name not resolved', play: () => leadsTo('http://nobody.invalid/'), outcome: 'network' },
  { name: 'connection reset', play: () => ({ end: 'cut' }), outcome: 'network' },
  {
    name: 'slow first byte',
    play: (body) => ({ body, delay: 60_000 }),
    outcome: 'timeout',
    timeout: 1,
    mustHangUp: true,
  },
  {
    name: 'slow body',
    play: (body) => ({ body, parts: 600, pause: 100 }),
    outcome: 'timeout',
    timeout: 1,
    mustHangUp: true,
  },
  {
    name: 'body that never ends, silent',
    play: (body) => ({ body, end: 'never' }),
    outcome: 'timeout',
    timeout: 1,
    mustHangUp: true,
  },
  { name: 'endless body', play: () => ({ body: MB, times: 1e9 }), outcome: 'too-large', mustHangUp: true },
  { name: 'gzip bomb', play: () => ({ body: MB, times: 300, gzip: true }), outcome: 'too-large', mustHangUp: true },
  {
    name: '50 MB, announced',
    play: () => ({ body: MB, times: 50, headers: { 'content-length': String(50 * MB.length) } }),
    outcome: 'too-large',
    mustHangUp: true,
  },
  { name: '50 MB, not announced', play: () => ({ body: MB, times: 50 }), outcome: 'too-large', mustHangUp: true },
  { name: 'cut off', play: (body) => ({ body: body.slice(0, body.length / 2), end: 'cut' }), outcome: 'network' },
  {
    name: 'shorter than its Content-Length',
    play: (body) => ({ body, headers: { 'content-length': String(body.length * 3) }, end: 'cut' }),
    outcome: 'network',
  },
  {
    name: 'document cut off, answer complete',
    play: (body) => ({ body: body.slice(0, body.length * 0.8) }),
    outcome: { news: 'ready', weather: 'format', poll: 'format', survey: 'format' },
  },
  { name: '204 No Content', play: () => ({ status: 204 }), outcome: 'format' },
  { name: '301 to itself', play: () => leadsTo('?again'), outcome: 'network' },
  { name: '304 without a body', play: () => ({ status: 304 }), outcome: 'http', status: 304 },
  ...[401, 403].map((code): Fault => ({ name: String(code), play: () => status(code), outcome: 'http', status: code })),
  ...[404, 410].map((code): Fault => ({
    name: String(code),
    play: () => status(code),
    outcome: 'not-found',
    status: code,
  })),
  ...[429, 500].map((code): Fault => ({ name: String(code), play: () => status(code), outcome: 'http', status: code })),
  { name: '503 with Retry-After', play: () => status(503, { 'retry-after': '1' }), outcome: 'http', status: 503 },
  {
    name: 'an HTML page',
    play: () => ({
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><html><head><title>Sign in</title></head><body><form><input name="room"></form></body></html>',
    }),
    outcome: 'format',
  },
  {
    name: 'wrong charset',
    play: (body) => ({ body, headers: { 'content-type': 'text/plain; charset=windows-1258' } }),
    outcome: 'ready',
  },
  { name: 'empty body', play: () => ({ body: '' }), outcome: 'format' },
  {
    name: 'deep JSON',
    play: () => ({ body: `${'['.repeat(100_000)}${']'.repeat(100_000)}` }),
    outcome: 'format',
  },
  {
    name: 'prototype keys',
    play: (body, contentType) =>
      /^[[{]/.test(body)
        ? { body: body.replace('{', `{${PROTOTYPE}`), headers: { 'content-type': contentType } }
        : { body: `{${PROTOTYPE}"items":[{"title":"Tin số 1","url":"/1",${PROTOTYPE}"id":"1"}]}` },
    outcome: 'ready',
  },
  { name: 'byte order mark', play: (body) => ({ body: `\ufeff${body}` }), outcome: 'ready' },
];

export function outcomeOf({ outcome }: Fault, widget: Widget): Outcome {
  return typeof outcome === 'string' ? outcome : outcome[widget];
}
