/**
 * `npm test`: everything CI runs, one line a step, each step's output only when it fails (and in test-results/).
 * The last line is `N passed, N failed`. `npm test -- lint unit` runs only the steps named.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { browsers, missingBrowsers, type Browsers } from './browsers.ts';

interface Step {
  name: string;
  command: string;
  /** Steps that must have passed before. */
  after?: string[];
  /** Cores that it keeps busy; default 1. */
  cores?: number;
  /** Where its tests are counted in its output; without it, the step is one check. */
  counts?: { passed: RegExp; failed: RegExp };
  env?: Record<string, string>;
}

interface Outcome {
  passed: number;
  failed: number;
}

const LOGS = 'test-results/logs';
const CORES = Math.max(2, availableParallelism());

const unitCounts = { passed: /^(\d+) passed, \d+ failed$/gm, failed: /^\d+ passed, (\d+) failed$/gm };
const nodeCounts = { passed: /^(?:#|ℹ) pass (\d+)$/gm, failed: /^(?:#|ℹ) (?:fail|cancelled) (\d+)$/gm };
const vitestCounts = { passed: /^ +Tests .*?(\d+) passed/gm, failed: /^ +Tests +(\d+) failed/gm };
const playwrightCounts = { passed: /^ +(\d+) passed/gm, failed: /^ +(\d+) (?:failed|flaky|did not run|interrupted)/gm };

const children = new Set<ChildProcess>();
process.on('exit', stopChildren);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

const found = browsers();
const missing = missingBrowsers(found);
for (const sentence of missing) console.log(`✗ ${sentence}`);

const started = performance.now();
const wanted = process.argv.slice(2);
const { steps, stop } = await plan(found);
const outcomes = await run(wanted.length === 0 ? steps : steps.filter(({ name }) => wanted.includes(name)));
stop();

const passed = sum(outcomes.map((outcome) => outcome.passed));
const failed = sum(outcomes.map((outcome) => outcome.failed)) + missing.length;
console.log(`\n${seconds(started)} in all`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function plan({ webkit }: Browsers): Promise<{ steps: Step[]; stop: () => void }> {
  const isDrivingWebKit = webkit !== undefined && (wanted.length === 0 || wanted.includes('unit'));
  const port = isDrivingWebKit ? await freePort() : 0;
  const driver = isDrivingWebKit ? startDriver(webkit, port) : undefined;
  if (driver) await listening(port);
  const steps: Step[] = [
    { name: 'types', command: 'tsc -p .' },
    { name: 'lint', command: 'eslint .' },
    {
      name: 'styles',
      command: 'stylelint src/**/*.ts src/**/*.css .storybook/*.css demo/**/*.css builder/**/*.css --allow-empty-input',
    },
    { name: 'format', command: 'prettier --check .' },
    {
      name: 'templates',
      command: 'lit-analyzer src/**/*.ts builder/**/*.ts --strict --rules.no-property-visibility-mismatch off',
    },
    { name: 'texts', command: 'node scripts/texts.ts' },
    { name: 'generated', command: 'node scripts/analyze.ts --check' },
    { name: 'build', command: 'npm run build', after: ['generated'] },
    { name: 'publint', command: 'publint run --strict', after: ['build'] },
    { name: 'package types', command: 'attw --pack . --profile esm-only', after: ['build'] },
    { name: 'package in Node', command: 'node --test test/node/*.test.ts', after: ['build'], counts: nodeCounts },
    { name: 'fuzz', command: 'node --test test/fuzz/*.test.ts', counts: nodeCounts },
    { name: 'size', command: 'npm run size', after: ['build'] },
    { name: 'server', command: 'npm -w server test', counts: nodeCounts },
    {
      name: 'unit',
      command: 'wtr --config web-test-runner.config.ts',
      cores: 2,
      counts: unitCounts,
      env: { ALL_BROWSERS: '1', WEBKIT_DRIVER_PORT: String(port) },
    },
    { name: 'faults', command: 'npm run faults', cores: 2, counts: unitCounts },
    { name: 'stories', command: 'npm run test:stories', cores: 2, counts: vitestCounts },
    { name: 'storybook', command: 'npm run build-storybook -- --quiet' },
    {
      name: 'built storybook',
      command: 'npm run test:storybook',
      after: ['storybook'],
      cores: 2,
      counts: playwrightCounts,
    },
    {
      name: 'script tag',
      command: 'playwright test --config test/embed/playwright.config.ts',
      after: ['build'],
      counts: playwrightCounts,
    },
    {
      name: 'frameworks',
      command: 'npm run test:frameworks',
      cores: 2,
      after: ['build'],
      counts: playwrightCounts,
    },
    { name: 'e2e', command: 'npm run test:e2e', after: ['build'], counts: playwrightCounts },
    {
      name: 'accessibility',
      command: 'playwright test --config test/access/playwright.config.ts',
      after: ['build'],
      cores: 2,
      counts: playwrightCounts,
    },
  ];
  return { steps, stop: () => driver && end(driver) };
}

/** Starts whatever has its turn, as long as there are cores for it; in the order given. */
async function run(steps: Step[]): Promise<Outcome[]> {
  const waiting = [...steps];
  const running = new Map<string, Promise<void>>();
  const outcomes = new Map<string, Outcome>();
  const isChosen = (name: string): boolean => steps.some((step) => step.name === name);
  let busy = 0;
  while (waiting.length > 0 || running.size > 0) {
    for (const step of [...waiting]) {
      const { name, after = [], cores = 1 } = step;
      const before = after.filter(isChosen);
      if (!before.every((other) => outcomes.has(other)) || (busy > 0 && busy + cores > CORES)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      if (before.some((other) => outcomes.get(other)?.failed)) {
        outcomes.set(name, { passed: 0, failed: 1 });
        console.log(`✗ ${name}: not run, ${before.join(' and ')} failed`);
        continue;
      }
      busy += cores;
      const done = perform(step).then((outcome) => {
        outcomes.set(name, outcome);
        running.delete(name);
        busy -= cores;
      });
      running.set(name, done);
    }
    await Promise.race(running.values());
  }
  return [...outcomes.values()];
}

async function perform({ name, command, counts, env }: Step): Promise<Outcome> {
  const began = performance.now();
  const { code, output } = await execute(command, env);
  const count = (pattern: RegExp | undefined): number =>
    pattern ? sum([...output.matchAll(pattern)].map(([, number]) => Number(number))) : 0;
  const outcome = { passed: count(counts?.passed), failed: count(counts?.failed) };
  // A run that broke off, or that counted nothing, is a failure whatever it counted.
  if (code !== 0 && outcome.failed === 0) outcome.failed = 1;
  if (code === 0 && outcome.passed === 0) outcome[counts ? 'failed' : 'passed'] = 1;
  const isGood = outcome.failed === 0;
  const numbers = counts ? `: ${outcome.passed} passed, ${outcome.failed} failed` : '';
  console.log(`${isGood ? '✓' : '✗'} ${name}${numbers} (${seconds(began)})`);
  mkdirSync(LOGS, { recursive: true });
  writeFileSync(`${LOGS}/${name.replaceAll(' ', '-')}.log`, output);
  if (!isGood) console.log(`  $ ${command}\n${output.trimEnd().replace(/^/gm, '  ')}\n`);
  return outcome;
}

function execute(command: string, env: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    // Globs are the tools' own business: no shell reads them.
    const [file = '', ...args] = command.split(' ');
    const child = spawn(file, args, {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    });
    children.add(child);
    let output = '';
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => (output += error.message));
    child.on('close', (code) => {
      children.delete(child);
      resolve({ code, output });
    });
  });
}

function startDriver({ driver, xvfb }: NonNullable<Browsers['webkit']>, port: number): ChildProcess {
  const [command, args] = xvfb ? [xvfb, ['-a', driver]] : [driver, []];
  const child = spawn(command, [...args, '-p', String(port)], { stdio: 'ignore', detached: true });
  children.add(child);
  return child;
}

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (answer) return;
    await sleep(100);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Each child leads a process group of its own, so that browsers end with it. */
function end(child: ChildProcess): void {
  children.delete(child);
  try {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid);
  } catch {
    // it has ended already
  }
}

function stopChildren(): void {
  for (const child of children) end(child);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
