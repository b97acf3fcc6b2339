/**
 * `npm test` runs the quick steps, `npm run test:all` every step, `npm test -- lint data` those named and what they need.
 * It prints one line a step, and a step's output only when it fails; all output is in test-results/logs/. The last line is
 * `N passed, N failed`. Why no library does this: docs/decisions/0012-test-runner.md.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { browsers, missingBrowsers } from './browsers.ts';
import { QUICK, REST, type Step } from './steps.ts';

interface Outcome {
  passed: number;
  failed: number;
}

const LOGS = 'test-results/logs';
const CORES = Math.max(2, availableParallelism());
const IS_WINDOWS = process.platform === 'win32';

const children = new Set<ChildProcess>();
process.on('exit', () => children.forEach(end));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const started = performance.now();
const { values, positionals } = parseArgs({ options: { all: { type: 'boolean' } }, allowPositionals: true });
const steps = choose(positionals, values.all === true);
const needed = new Set(steps.flatMap(({ browsers = [] }) => browsers));
const missing = missingBrowsers(browsers({ needed, install: true }), needed);
for (const sentence of missing) console.log(`✗ ${sentence}`);
mkdirSync(LOGS, { recursive: true });
const outcomes = await run(steps);

const failed = sum(outcomes, 'failed') + missing.length;
console.log(`\n${minutes(started)} in all; the output of each step is in ${LOGS}/`);
const rest = REST.filter((step) => !steps.includes(step)).map(({ name }) => name);
if (rest.length > 0)
  console.log(`Not run: ${rest.join(', ')}.\nAll of it: npm run test:all. One step: npm test -- "${rest[0]}"`);
console.log(`${sum(outcomes, 'passed')} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function choose(names: readonly string[], isAll: boolean): Step[] {
  const all = [...QUICK, ...REST];
  if (names.length === 0) return isAll ? all : QUICK;
  const wanted = new Set<string>();
  const want = (name: string): void => {
    const step = all.find((step) => step.name === name);
    if (!step) throw new Error(`There is no step "${name}". There are: ${all.map(({ name }) => name).join(', ')}.`);
    wanted.add(name);
    step.after?.forEach(want);
  };
  names.forEach(want);
  return all.filter(({ name }) => wanted.has(name));
}

/** Starts steps in the order given, as soon as there are cores for them and what they need has passed. */
async function run(steps: readonly Step[]): Promise<Outcome[]> {
  const waiting = [...steps];
  const running = new Set<Promise<void>>();
  const outcomes = new Map<string, Outcome>();
  let busy = 0;
  while (waiting.length > 0 || running.size > 0) {
    for (const step of [...waiting]) {
      const { name, after = [], cores = 1 } = step;
      if (!after.every((other) => outcomes.has(other)) || (busy > 0 && busy + cores > CORES)) continue;
      waiting.splice(waiting.indexOf(step), 1);
      const broken = after.filter((other) => outcomes.get(other)?.failed);
      if (broken.length > 0) {
        outcomes.set(name, { passed: 0, failed: 1 });
        console.log(`✗ ${name}: not run, because ${broken.join(' and ')} failed`);
        continue;
      }
      busy += cores;
      const done = perform(step).then((outcome) => {
        outcomes.set(name, outcome);
        running.delete(done);
        busy -= cores;
      });
      running.add(done);
    }
    await Promise.race(running);
  }
  return [...outcomes.values()];
}

async function perform(step: Step): Promise<Outcome> {
  const { name, command, counts = [], shows } = step;
  const began = performance.now();
  const { isGood, output } = await execute(step);
  const found = counts.flatMap((pattern) => [...output.matchAll(pattern)].map(({ groups = {} }) => groups));
  const count = (key: keyof Outcome): number => found.reduce((total, groups) => total + Number(groups[key] ?? 0), 0);
  const outcome = { passed: count('passed'), failed: count('failed') };
  if (counts.length === 0 && isGood) outcome.passed = 1;
  // What a step needs and can't have here, in its own words.
  const skipped = isGood ? /^Skipped: .*/m.exec(output)?.[0] : undefined;
  // A run that was aborted or ran no test has failed.
  if ((!isGood || (outcome.passed === 0 && skipped === undefined)) && outcome.failed === 0) outcome.failed = 1;
  const hasPassed = outcome.failed === 0;
  const numbers = counts.length > 0 ? `: ${outcome.passed} passed, ${outcome.failed} failed` : '';
  const mark = skipped !== undefined ? '–' : hasPassed ? '✓' : '✗';
  console.log(`${mark} ${name}${skipped === undefined ? numbers : `. ${skipped}`} (${minutes(began)})`);
  for (const [line] of (shows && output.matchAll(shows)) ?? []) console.log(`  ${line}`);
  writeFileSync(`${LOGS}/${name.replaceAll(' ', '-')}.log`, output);
  if (!hasPassed) console.log(`  $ ${command}\n${output.trimEnd().replace(/^/gm, '  ')}\n`);
  return outcome;
}

function execute({ command, env, minutes = 15 }: Step): Promise<{ isGood: boolean; output: string }> {
  return new Promise((resolve) => {
    // No shell: the tools read globs themselves.
    const [file = '', ...args] = command.split(' ');
    const child = spawn(file, args, {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: !IS_WINDOWS,
      shell: IS_WINDOWS,
    });
    children.add(child);
    let output = '';
    const take = (chunk: Buffer | string): void => void (output += chunk.toString());
    const limit = setTimeout(() => {
      take(`\nStopped after ${minutes} minutes.\n`);
      end(child);
    }, minutes * 60_000);
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', ({ message }) => take(message));
    child.on('close', (code) => {
      clearTimeout(limit);
      end(child);
      resolve({ isGood: code === 0, output });
    });
  });
}

/** Each child leads its own process group, so that its servers and browsers end with it. */
function end(child: ChildProcess): void {
  children.delete(child);
  try {
    if (child.pid !== undefined) process.kill(IS_WINDOWS ? child.pid : -child.pid);
  } catch {
    // It has ended.
  }
}

function sum(outcomes: readonly Outcome[], key: keyof Outcome): number {
  return outcomes.reduce((total, outcome) => total + outcome[key], 0);
}

function minutes(since: number): string {
  const seconds = Math.round((performance.now() - since) / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
