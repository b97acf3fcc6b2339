/**
 * `npm run test:frameworks`: packs the package, installs it in every app of examples/, checks their types, builds them and
 * runs test/frameworks on them. `-- react vue` does it for these alone; `-- --lock` writes the lock files anew.
 *
 * The apps depend on `file:../civic-widgets.tgz`. Their lock files have no `integrity` for it, because the file is another
 * one after each change; everything else in them is locked.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { browsers } from './browsers.ts';

interface Manifest {
  scripts: Record<string, string>;
  dependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Manifest & { integrity?: string }>;
}

const EXAMPLES = 'examples';
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const examples = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (names.length === 0 || names.includes(entry.name)))
  .map(({ name }) => name);

const { chromium } = browsers();
/** For the apps whose check starts a browser. */
const BROWSER: Record<string, string> = chromium === undefined ? {} : { CHROME_PATH: chromium };

await pack();
if (process.argv.includes('--lock')) for (const example of examples) await lock(example);
else {
  // One more than there are cores, since installing waits for the network; a build takes up to 2 GB.
  const atOnce = Math.max(1, Math.min(availableParallelism() + 1, Math.floor(freemem() / 2e9)));
  const waiting = [...examples];
  const isGood: boolean[] = [];
  const work = async (): Promise<void> => {
    for (let example = waiting.shift(); example !== undefined; example = waiting.shift())
      isGood.push(await prepare(example));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const played = await run('npx playwright test --config test/frameworks/playwright.config.ts', '.', {
    EXAMPLES: examples.join(' '),
  });
  console.log(played.output);
  if (played.code !== 0 || isGood.includes(false)) process.exitCode = 1;
}

async function pack(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-widgets-'));
  const { code, output } = await run(`npm pack --ignore-scripts --silent --pack-destination ${folder}`, '.');
  const [file] = readdirSync(folder);
  if (code !== 0 || file === undefined) throw new Error(output);
  // The two may be on different disks.
  writeFileSync(join(EXAMPLES, 'civic-widgets.tgz'), readFileSync(join(folder, file)));
  rmSync(folder, { recursive: true });
}

/** Installs, checks and builds an example; says how it went. */
async function prepare(example: string): Promise<boolean> {
  const folder = join(EXAMPLES, example);
  const began = performance.now();
  const { scripts } = read<Manifest>(join(folder, 'package.json'));
  const steps = ['npm ci', ...['check', 'build'].flatMap((name) => (scripts[name] ? `npm run --silent ${name}` : []))];
  const stale = staleness(folder);
  if (stale) return say(`✗ ${example}: ${stale}`, false);
  for (const step of steps) {
    const { code, output } = await run(step, folder, BROWSER);
    if (code !== 0) return say(`✗ ${example}: ${step}\n${output}`, false);
  }
  return say(`✓ ${example}: ${steps.join(', ')} (${((performance.now() - began) / 1000).toFixed(0)} s)`, true);
}

/** What the lock file says of the package must be what the package says of itself. */
function staleness(folder: string): string | undefined {
  const { dependencies } = read<Manifest>('package.json');
  const locked = read<Lock>(join(folder, 'package-lock.json')).packages['node_modules/civic-widgets'];
  const isSame = JSON.stringify(sorted(locked?.dependencies)) === JSON.stringify(sorted(dependencies));
  if (isSame && locked?.integrity === undefined) return undefined;
  return 'package-lock.json is out of date: run `npm run test:frameworks -- --lock` and commit it';
}

async function lock(example: string): Promise<void> {
  const folder = join(EXAMPLES, example);
  const path = join(folder, 'package-lock.json');
  // What npm knows of a file it doesn't ask for again.
  if (existsSync(path)) {
    const old = read<Lock>(path);
    delete old.packages['node_modules/civic-widgets'];
    writeFileSync(path, `${JSON.stringify(old, null, 2)}\n`);
  }
  const { code, output } = await run('npm install --package-lock-only', folder);
  if (code !== 0) throw new Error(output);
  const content = read<Lock>(path);
  delete content.packages['node_modules/civic-widgets']!.integrity;
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

function run(
  command: string,
  cwd: string,
  env: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const [file = '', ...args] = command.split(' ');
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, shell: process.platform === 'win32' });
    let output = '';
    const take = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', ({ message }) => resolve({ code: 1, output: message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function read<Content>(path: string): Content {
  return JSON.parse(readFileSync(path, 'utf8')) as Content;
}

function sorted(record: Record<string, string> = {}): [string, string][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}

function say(line: string, isGood: boolean): boolean {
  console.log(line);
  return isGood;
}
