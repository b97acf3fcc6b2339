/**
 * `npm run lighthouse`, after `npm run build`: Lighthouse's mobile preset on the demo, served as `npm start` does. Writes
 * what matters of the report to lighthouse.json, and the table in README.md.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { browsers } from '../scripts/browsers.ts';

const RUNS = Number(process.env['RUNS'] ?? 3);
const PORT = 8793;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

interface Run {
  scores: Record<string, number>;
  /** ms, and a share of the screen. */
  totalBlockingTime: number;
  largestContentfulPaint: number;
  cumulativeLayoutShift: number;
  /** Bytes of everything the page loads. */
  transferred: number;
  failing: string[];
}

const runs: Run[] = [];
let version = '';
const server = await startServer();
try {
  for (let i = 0; i < RUNS; i++) runs.push(await run());
} finally {
  server.kill();
}
write();

async function run(): Promise<Run> {
  const chrome = await launch({
    chromePath: browsers({ install: false }).chromium,
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    // A busy machine would be measured with the page otherwise: the slow phone and its network are worked out.
    const result = await lighthouse(`http://127.0.0.1:${PORT}/`, {
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
      largestContentfulPaint: Math.round(value('largest-contentful-paint')),
      cumulativeLayoutShift: value('cumulative-layout-shift'),
      transferred: value('total-byte-weight'),
      failing: [...new Set(scored.map(({ id }) => id))].filter((id) => (audits[id]?.score ?? 1) < 0.9).sort(),
    };
  } finally {
    chrome.kill();
  }
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

/** The run in the middle by its performance, as Lighthouse advises. */
function write(): void {
  const middle = runs.toSorted((a, b) => a.scores['performance']! - b.scores['performance']!)[runs.length >> 1]!;
  writeFileSync(here('lighthouse.json'), `${JSON.stringify({ version, median: middle, runs }, null, 2)}\n`);
  const { scores, totalBlockingTime, largestContentfulPaint, cumulativeLayoutShift, failing } = middle;
  const rows = [
    ...Object.entries(scores).map(([name, score]) => [name, String(score), '100', score === 100]),
    ['total blocking time', `${totalBlockingTime} ms`, '0 ms', totalBlockingTime === 0],
    ['largest contentful paint', `${(largestContentfulPaint / 1000).toFixed(1)} s`, '', undefined],
    ['cumulative layout shift', String(cumulativeLayoutShift), '0', cumulativeLayoutShift === 0],
  ];
  const lines = rows.map(([what, is, bar, holds]) => [
    ...[what, is, bar],
    holds === undefined ? '' : holds ? 'holds' : '**missed**',
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(3, ...lines.map((line) => String(line[i]).length)));
  const line = (cells: unknown[]): string =>
    `| ${cells.map((cell, i) => String(cell).padEnd(widths[i]!)).join(' | ')} |`;
  const table = [
    line(['what', 'is', 'bar', '']),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...lines.map(line),
  ].join('\n');
  const readme = readFileSync(here('README.md'), 'utf8');
  const block = /<!-- lighthouse -->[^]*<!-- \/lighthouse -->/;
  writeFileSync(here('README.md'), readme.replace(block, `<!-- lighthouse -->\n\n${table}\n\n<!-- /lighthouse -->`));
  console.log(`${table}\nfailing: ${failing.join(', ') || 'nothing'}`);
}
