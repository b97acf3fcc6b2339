import { readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestSuiteResult } from '@web/test-runner';
import { FAULTS, outcomeOf, type Widget } from './faults.ts';

const PAGE = 'docs/reliability.md';
const START = '<!-- faults: written by `npm run faults` -->';
const END = '<!-- /faults -->';
const WIDGETS: readonly Widget[] = ['news', 'weather', 'poll', 'survey'];

/** Writes the table in docs/reliability.md from what has just passed; in CI it says when the table is out of date. */
export function reliabilityReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      const passed = new Set<string>();
      const collect = ({ name, tests, suites }: TestSuiteResult, path: string): void => {
        const here = `${path}/${name}`;
        for (const test of tests) if (test.passed) passed.add(`${here}/${test.name}`);
        for (const suite of suites) collect(suite, here);
      };
      for (const { testResults } of sessions) if (testResults) collect(testResults, '');
      const page = readFileSync(PAGE, 'utf8');
      const [head = '', rest = ''] = page.split(START);
      const written = `${head}${START}\n\n${table(passed)}\n\n${END}${rest.split(END)[1] ?? ''}`;
      if (written === page) return;
      if (process.env['CI']) console.log(`\n${PAGE} is out of date: npm run faults\n0 passed, 1 failed`);
      else writeFileSync(PAGE, written);
    },
  };
}

function table(passed: ReadonlySet<string>): string {
  const cell = (fault: string, widget: Widget, load: string): boolean =>
    [...passed].some((path) => path.endsWith(`/${widget}, whatever its endpoint does/${fault}/${load}`));
  const rows = FAULTS.map((fault) => {
    const cells = WIDGETS.map((widget) => {
      const outcome = outcomeOf(fault, widget);
      const failures = ['first load', 'refresh'].filter((load) => !cell(fault.name, widget, load));
      const said = outcome === 'ready' ? 'ready' : `error → stale, \`${outcome}\``;
      return [said, ...failures.map((load) => `(${load} FAILS)`)].join(' ');
    });
    return [fault.name, ...cells];
  });
  return aligned([['fault', 'district-news', 'city-weather', 'citizen-poll', 'citizen-survey'], ...rows]);
}

/** Columns of one width, as Prettier wants them. */
function aligned(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[], fill: string): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [
    line(head, ' '),
    line(
      head.map(() => ''),
      '-',
    ),
    ...body.map((row) => line(row, ' ')),
  ].join('\n');
}
