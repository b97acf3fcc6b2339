/** The demo as `npm start` serves it, on a slow phone, beside the same page drawn by hand (rivals/demo.ts). */
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import type { Browser, Page, Request } from 'playwright-core';
import { DemoServer } from '../test/e2e/demo-server.ts';
import { inPage, median, PHONE, type Row, slowDown, spread } from './measure.ts';

interface Load {
  /** When the last of the four blocks had its content, ms after the navigation began. */
  content: number;
  /** Sum of what each long task took beyond 50 ms. */
  blocking: number;
  shift: number;
  scripts: Script[];
}

interface Script {
  url: string;
  began: number;
  ended: number;
  /** After brotli. */
  bytes: number;
}

declare global {
  interface Window {
    load: { content: number[]; blocking: number; shift: number };
  }
}

export async function demo(browser: Browser, rounds: number): Promise<Row[]> {
  const floor = await floorScript();
  const server = new DemoServer();
  await server.start();
  try {
    const ours: Load[] = [];
    const floors: Load[] = [];
    for (let round = 0; round < rounds; round++) {
      floors.push(await load(browser, server.url, floor));
      ours.push(await load(browser, server.url));
    }
    const content = (loads: Load[]): number => median(loads.map((one) => one.content));
    const blocking = (loads: Load[]): number => median(loads.map((one) => one.blocking));
    const scripts = ours[0]!.scripts;
    const kilobytes = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    const of = [content(floors), content(ours)] as const;
    return [
      { name: 'demo: content of all blocks', ...spread(ratios(ours, floors)), unit: '×', bar: 1.4, of },
      {
        name: 'demo: blocking beyond the floor',
        value: blocking(ours) - blocking(floors),
        unit: 'ms',
        bar: 60,
        of: [blocking(floors), blocking(ours)],
      },
      { name: 'demo: script files', value: scripts.length, unit: '', bar: 9 },
      { name: 'demo: scripts, brotli', value: kilobytes, unit: 'kB', bar: 60 },
      { name: 'demo: levels of scripts after the loader', value: levels(scripts), unit: '', bar: 2 },
      { name: 'demo: layout shift', value: Math.max(...ours.map(({ shift }) => shift)), unit: '', bar: 0.0005 },
    ];
  } finally {
    await server.remove();
  }
}

function ratios(ours: readonly Load[], floors: readonly Load[]): number[] {
  return ours.map(({ content }, round) => content / floors[round]!.content);
}

async function floorScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('rivals/demo.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** With the loader replaced by `script`, if there is one. */
function load(browser: Browser, url: string, script?: string): Promise<Load> {
  return inPage(
    browser,
    async (page) => {
      if (script !== undefined)
        await page.route('**/civic-widgets.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: script }),
        );
      const requests = record(page);
      await page.addInitScript(watch);
      await slowDown(page, { network: true });
      await page.goto(url);
      await page.waitForFunction(() => [0, 1, 2, 3].every((block) => window.load.content[block]));
      // What comes after the content blocks and shifts as well.
      await page.waitForTimeout(2500);
      const { content, blocking, shift } = await page.evaluate(() => window.load);
      return { content: Math.max(...content), blocking, shift, scripts: await scriptsOf(requests) };
    },
    PHONE,
  );
}

/** Runs in the page before its scripts. */
function watch(): void {
  const load = (window.load = { content: [] as number[], blocking: 0, shift: 0 });
  const observe = <Entry extends PerformanceEntry>(type: string, take: (entry: Entry) => void): void =>
    new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(take)).observe({ type, buffered: true });
  observe('longtask', ({ duration }) => (load.blocking += Math.max(0, duration - 50)));
  observe<PerformanceEntry & { value: number; hadRecentInput: boolean }>('layout-shift', (shift) => {
    if (!shift.hadRecentInput) load.shift += shift.value;
  });
  const find = (tag: string, selector: string, at = 0): Element | null | undefined =>
    document.querySelectorAll(tag)[0]?.shadowRoot?.querySelectorAll(selector)[at];
  const second = (): Element | null | undefined =>
    document.querySelectorAll('district-news')[1]?.shadowRoot?.querySelectorAll('.item')[1];
  const look = (): void => {
    const blocks = [
      find('district-news', '[part=content] p'),
      second(),
      find('city-weather', '[part=temperature]'),
      find('citizen-poll', 'input'),
    ];
    blocks.forEach((block, i) => {
      if (block) load.content[i] ??= performance.now();
    });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface Recorded {
  request: Request;
  began: number;
  ended: number;
}

function record(page: Page): Recorded[] {
  const began = new Map<Request, number>();
  const recorded: Recorded[] = [];
  page.on('request', (request) => began.set(request, performance.now()));
  page.on('requestfinished', (request) =>
    recorded.push({ request, began: began.get(request)!, ended: performance.now() }),
  );
  return recorded;
}

async function scriptsOf(recorded: readonly Recorded[]): Promise<Script[]> {
  const scripts = recorded.filter(({ request }) => /\.js(\?|$)/.test(request.url()));
  return Promise.all(
    scripts.map(async ({ request, began, ended }) => {
      const body = await (await request.response())!.body();
      return { url: request.url(), began, ended, bytes: brotli(body) };
    }),
  );
}

export function brotli(body: Buffer): number {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** A script asked for after another one had come is a level below it. */
function levels(scripts: readonly Script[]): number {
  const loader = scripts.find(({ url }) => url.includes('civic-widgets.js'))!;
  const rest = scripts.filter((script) => script !== loader).sort((one, other) => one.began - other.began);
  let count = 0;
  let edge = loader.ended;
  for (const { began } of rest) {
    if (began < edge - 5) continue;
    count++;
    edge = Math.min(...rest.filter((script) => script.began >= began - 5).map(({ ended }) => ended));
  }
  return count;
}
