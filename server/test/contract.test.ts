import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import openapi from '../../docs/endpoints/openapi.json' with { type: 'json' };
import { parsePoll } from '../../src/poll/parse.ts';
import type { Poll as WidgetPoll } from '../../src/poll/model.ts';
import { WIRE, wireTypes } from '../scripts/wire-types.ts';
import { createApp } from '../src/app.ts';
import type { Poll } from '../src/wire.ts';
import { assertValid } from './tools/contract.ts';
import { item, rss, startSource } from './tools/source.ts';
import { getPoll, testServer, vote } from './tools/server.ts';
import { ONE_STOP_OFFICE } from './tools/site.ts';

// What the server writes is what the widget reads, to the compiler as well; and so the other way round.
export const forTheWidget = (poll: Poll): WidgetPoll => poll;
export const forTheServer = (poll: WidgetPoll): Poll => poll;

describe('the description of the endpoints', () => {
  it('has every part that it refers to', () => {
    const references = JSON.stringify(openapi).match(/"\$ref":"[^"]*"/g) ?? [];
    assert.ok(references.length > 20);
    for (const reference of references) {
      const path = reference.slice(8, -1).split('/').slice(1);
      const found = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], openapi);
      assert.ok(found, reference);
    }
  });

  it('is what the types were made from', async () => {
    assert.equal(readFileSync(WIRE, 'utf8'), await wireTypes());
  });

  it('names the routes that there are', () => {
    const routes = createApp(undefinedParts()).routes.filter(({ method }) => method === 'GET' || method === 'POST');
    const documented = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method === 'get' || method === 'post')
        .map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const named = routes.flatMap(({ method, path }) =>
      path.endsWith('?')
        ? [`${method} ${path.replace(/\/:\w+\?$/, '')}`, `${method} ${path.slice(0, -1)}`]
        : [`${method} ${path}`],
    );
    assert.deepEqual([...new Set(named)].sort(), documented.sort());
  });

  it('holds for news, weather and health', async () => {
    const source = await startSource((_, response) => response.end(rss(item('Một', 'https://phuong.example/1'))));
    const news = { feeds: [{ id: 'ward', url: source.url }] };
    const server = await testServer({
      recorded: true,
      site: { allowPrivateAddresses: true, news, polls: [ONE_STOP_OFFICE] },
    });
    const get = async (path: string): Promise<unknown> => (await fetch(server.url + path)).json();
    assertValid(await get('/news'), 'JsonFeed');
    const query = 'latitude=21.03&longitude=105.85&current=temperature_2m&hourly=temperature_2m&daily=sunrise';
    assertValid(await get(`/weather?${query}`), 'Forecast');
    assertValid(await get('/health'), 'Health');
    for (const path of ['/news?feed=x', '/weather', '/polls/x', '/nothing']) assertValid(await get(path), 'Problem');
    await server.stop();
  });

  it('is read by the widget as it was written', async () => {
    const server = await testServer({
      site: {
        polls: [
          ONE_STOP_OFFICE,
          { ...ONE_STOP_OFFICE, id: 'kin', description: 'Mô tả', kind: 'multiple', results: 'after-close' },
        ],
      },
    });
    for (const { body } of [
      await getPoll(server, 'kin'),
      await getPoll(server, 'mot-cua'),
      await vote(server, 'mot-cua', ['tot']),
    ]) {
      assert.deepEqual(parsePoll(body), body);
    }
    await server.stop();
  });
});

/** Enough of an app for its list of routes. */
function undefinedParts(): Parameters<typeof createApp>[0] {
  const site = { allowOrigins: [], trustedProxies: [], rateLimit: { votesPerMinute: 1 }, admin: {} };
  return { site, store: {}, widgets: 'none', builder: 'none' } as unknown as Parameters<typeof createApp>[0];
}
