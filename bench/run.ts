/**
 * `npm run bench`, after `npm run build`: everything that has a bar, in one run of one Chromium, each beside the same thing
 * by hand. Writes results.json and the table in README.md; `-- --quick` takes one round and writes nothing.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browsers } from '../scripts/browsers.ts';
import { demo } from './demo.ts';
import { day } from './day.ts';
import type { Row } from './measure.ts';
import { presses } from './presses.ts';
import { writeTable } from './report.ts';
import { sizes, widgets } from './widgets.ts';

const isQuick = process.argv.includes('--quick');
const ROUNDS = isQuick ? 1 : Number(process.env['ROUNDS'] ?? 7);

const browser = await chromium.launch({
  executablePath: browsers().chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
});
const rows: Row[] = [];
try {
  for (const measure of [demo, sizes, presses, widgets, day]) {
    for (const row of await measure(browser, ROUNDS)) {
      rows.push(row);
      console.log(cells(row).join('  '));
    }
  }
} finally {
  await browser.close();
}
if (!isQuick) {
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  const file = fileURLToPath(new URL('results.json', import.meta.url));
  writeFileSync(file, `${JSON.stringify(rows, rounded, 2)}\n`);
  await writeTable('table', [['what', 'value', 'quartiles', 'ms, floor → it', 'bar', ''], ...rows.map(cells)]);
}

function cells({ name, value, low, high, bar, unit, of }: Row): string[] {
  const format = (value: number): string => {
    const digits = unit === '×' ? 2 : unit === 'ms' ? 0 : unit === 'kB' ? 1 : Number.isInteger(value) ? 0 : 4;
    return `${value.toFixed(digits)}${unit === '×' ? '×' : unit && ` ${unit}`}`;
  };
  return [
    name,
    format(value),
    low === undefined || high === undefined ? '' : `${format(low)}–${format(high)}`,
    of?.map((time) => time.toFixed(0)).join(' → ') ?? '',
    bar === undefined ? '' : `≤ ${format(bar)}`,
    bar === undefined ? '' : value <= bar ? 'holds' : '**missed**',
  ];
}
