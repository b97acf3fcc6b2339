/**
 * `npm run lighthouse`, after `npm run build`: Lighthouse's mobile preset on the demo, served as `npm start` does, and beside
 * it on a page of one sentence, which says what the machine and the browser take by themselves. Writes what matters of the
 * reports to lighthouse.json, and the table in README.md.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse, { type TraceEvent } from 'lighthouse';
import { browsers } from '../scripts/browsers.ts';
import { verdict, writeTable } from './report.ts';

const RUNS = Number(process.env['RUNS'] ?? 5);
const PORT = 8793;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Run {
  scores: Record<string, number>;
  /** ms, and a share of the screen. */
  totalBlockingTime: number;
  /** The same of the time that the page's thread computed: a thread that waits for a core blocks as well. */
  computedBlockingTime: number;
  largestContentfulPaint: number;
  cumulativeLayoutShift: number;
  /** Bytes of everything the page loads. */
  transferred: number;
  failing: string[];
}

const runs: Run[] = [];
const sentences: Run[] = [];
let version = '';
const server = await startServer();
const sentence = await serveSentence();
try {
  for (let i = 0; i < RUNS; i++) {
    sentences.push(await run(`http://127.0.0.1:${(sentence.address() as AddressInfo).port}/`));
    runs.push(await run(`http://127.0.0.1:${PORT}/`));
  }
} finally {
  server.kill();
  sentence.close();
}
await write();

async function run(url: string): Promise<Run> {
  const chrome = await launch({
    chromePath: browsers().chromium,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    // A busy machine would be measured with the page otherwise: the slow phone and its network are worked out.
    const result = await lighthouse(url, {
      port: chrome.port,
      throttlingMethod: 'simulate',
      onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    });
    if (!result) throw new Error('Lighthouse gave no report');
    const { categories, audits, lighthouseVersion } = result.lhr;
    version = lighthouseVersion;
    const value = (id: string): number => Math.round((audits[id]?.numericValue ?? NaN) * 1000) / 1000;
    const scored = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
    return {
      scores: Object.fromEntries(
        Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
      ),
      totalBlockingTime: Math.round(value('total-blocking-time')),
      computedBlockingTime: Math.round(computedBlocking(result.artifacts.Trace.traceEvents, url)),
      largestContentfulPaint: Math.round(value('largest-contentful-paint')),
      cumulativeLayoutShift: value('cumulative-layout-shift'),
      transferred: value('total-byte-weight'),
      failing: [...new Set(scored.map(({ id }) => id))].filter((id) => (audits[id]?.score ?? 1) < 0.9).sort(),
    };
  } finally {
    chrome.kill();
  }
}

/** ms over 50 on a phone four times slower, of each task of the page's thread after its first paint. */
function computedBlocking(events: readonly TraceEvent[], url: string): number {
  const start = events.findLast(
    ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === url,
  )!;
  const isOfPage = ({ pid, tid, ts }: TraceEvent): boolean => pid === start.pid && tid === start.tid && ts >= start.ts;
  const paint = events.find((event) => event.name === 'firstContentfulPaint' && isOfPage(event))!;
  return events
    .filter((event) => isOfPage(event) && event.ts > paint.ts && event.name.endsWith('RunTask'))
    .map(({ tdur = 0 }: TraceEvent & { tdur?: number }) => Math.max(0, (tdur / 1000) * 4 - 50))
    .reduce((sum, one) => sum + one, 0);
}

function startServer(): Promise<ReturnType<typeof spawn>> {
  const child = spawn(process.execPath, [here('../server/src/cli.ts'), '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('is listening at') && resolve(child));
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

async function serveSentence(): Promise<Server> {
  const page =
    '<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>.</title><p>Xin chào!';
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The run in the middle by its performance, as Lighthouse advises. */
function middleOf(runs: readonly Run[]): Run {
  return runs.toSorted(
    (a, b) => a.scores['performance']! - b.scores['performance']! || b.totalBlockingTime - a.totalBlockingTime,
  )[runs.length >> 1]!;
}

async function write(): Promise<void> {
  const middle = middleOf(runs);
  const floor = middleOf(sentences);
  writeFileSync(
    here('lighthouse.json'),
    `${JSON.stringify({ version, median: middle, sentence: floor, runs }, null, 2)}\n`,
  );
  const { scores, cumulativeLayoutShift, failing } = middle;
  const ms = (time: number): string => `${time} ms`;
  const rows: [what: string, is: string, sentence: string, bar: string, holds?: boolean][] = [
    ...Object.entries(scores).map(([name, score]): (typeof rows)[number] => [
      name,
      String(score),
      String(floor.scores[name]),
      '100',
      score === 100,
    ]),
    [
      'total blocking time',
      ms(middle.totalBlockingTime),
      ms(floor.totalBlockingTime),
      '0 ms',
      middle.totalBlockingTime === 0,
    ],
    ['the same, of computing alone', ms(middle.computedBlockingTime), ms(floor.computedBlockingTime), ''],
    ['largest contentful paint', ms(middle.largestContentfulPaint), ms(floor.largestContentfulPaint), ''],
    ['transferred', `${Math.round(middle.transferred / 1000)} kB`, `${Math.round(floor.transferred / 1000)} kB`, ''],
    ['cumulative layout shift', String(cumulativeLayoutShift), '0', '0', cumulativeLayoutShift === 0],
  ];
  await writeTable('lighthouse', [
    ['what', 'is', 'page of one sentence', 'bar', ''],
    ...rows.map(([what, is, sentence, bar, holds]) => [what, is, sentence, bar, verdict(holds)]),
  ]);
  for (const [what, is, sentence] of rows) console.log(`${what}: ${is} (${sentence})`);
  console.log(`failing: ${failing.join(', ') || 'nothing'}`);
}
