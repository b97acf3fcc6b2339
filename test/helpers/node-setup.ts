/**
 * The unit tests of the data half in Node: what they find in a page and not here. `@open-wc/testing` without its DOM, the
 * scripted server at the page's address, files by `fetch`, Web Locks.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { patience } from './endpoint.ts';
import { play } from '../server/scripted-server.ts';

patience.ms = 3000;

const instead: Readonly<Record<string, string>> = {
  '@open-wc/testing': new URL('node-testing.ts', import.meta.url).href,
  // Its package.json names a file for bundlers only.
  '@esm-bundle/chai': import.meta.resolve('@esm-bundle/chai/esm/chai.js'),
};
registerHooks({ resolve: (specifier, context, next) => next(instead[specifier] ?? specifier, context) });

const server = createServer((request, response) => void play(request, response));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
server.unref();

const page = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
const { fetch } = globalThis;

Object.assign(globalThis, {
  location: page,
  fetch: async (input: string | URL, init?: RequestInit) => {
    const url = new URL(input, page);
    return url.protocol === 'file:' ? new Response(await readFile(fileURLToPath(url))) : fetch(url, init);
  },
});

// Node has no Web Locks before version 24.
const queues = new Map<string, Promise<unknown>>();
const request = async (name: string, { signal }: { signal: AbortSignal }, task: () => Promise<unknown>) => {
  const before = queues.get(name);
  const mine = (async () => {
    await before;
    signal.throwIfAborted();
    await task();
  })();
  queues.set(
    name,
    mine.catch(() => undefined),
  );
  return mine;
};
Object.defineProperty(navigator, 'locks', { configurable: true, value: { request } });
