/** What `npm test` and `npm run test:all` run. */
import type { BrowserName } from './browsers.ts';

export interface Step {
  name: string;
  command: string;
  /** Steps that must have passed before. */
  after?: string[];
  /** Cores that it uses; default 1. */
  cores?: number;
  browsers?: BrowserName[];
  env?: Record<string, string>;
  /** A step that takes longer counts as hanging; default 15. */
  minutes?: number;
  /** Patterns that count its tests in its output; without them, the step counts as one check. */
  counts?: RegExp[];
  /** Lines of its output that are shown when it passes, too. */
  shows?: RegExp;
}

/** Each matches a line; the group `passed` or `failed` is a number. */
const MOCHA = [/^ +(?<passed>\d+) passing/gm, /^ +(?<failed>\d+) failing/gm];
const WTR = [/^(?<passed>\d+) passed, (?<failed>\d+) failed$/gm];
const NODE = [/^(?:#|ℹ) pass (?<passed>\d+)$/gm, /^(?:#|ℹ) (?:fail|cancelled) (?<failed>\d+)$/gm];
const PLAYWRIGHT = [
  /^ +(?<passed>\d+) passed/gm,
  /^ +(?<failed>\d+) (?:failed|did not run|interrupted)/gm,
  /^ +(?<failed>\d+) errors? was not a part of any test/gm,
];

const playwright = (folder: string): string => `playwright test --config test/${folder}/playwright.config.ts`;
const node = (folder: string): string => `node --test ${folder}/*.test.ts`;
/** typescript-eslint and tsc allocate a lot: with a larger young generation they take a quarter less time. */
const ROOMY = { NODE_OPTIONS: '--max-semi-space-size=64' };

/** `npm test`: what finds most mistakes. */
export const QUICK: Step[] = [
  { name: 'generated', command: 'node scripts/analyze.ts --check' },
  { name: 'types', command: 'tsc -p .', env: ROOMY },
  { name: 'build', command: 'npm run build', after: ['generated'] },
  { name: 'lint', command: 'eslint .', env: ROOMY },
  {
    name: 'styles',
    command:
      'stylelint src/**/*.ts src/**/*.css .storybook/*.css demo/**/*.css builder/**/*.css server/admin/*.css --allow-empty-input',
  },
  { name: 'format', command: 'prettier --check .' },
  {
    name: 'templates',
    command:
      'lit-analyzer src/**/*.ts builder/**/*.ts server/admin/**/*.ts --strict --rules.no-property-visibility-mismatch off',
  },
  { name: 'texts', command: 'node scripts/texts.ts' },
  {
    name: 'data',
    command: 'c8 --reporter text-summary npm run test:data --silent',
    counts: MOCHA,
    shows: /^(?:Lines|Branches) .*/gm,
  },
  { name: 'server', command: 'npm -w server test', counts: NODE },
  { name: 'size', command: 'npm run size', after: ['build'] },
  {
    name: 'chromium',
    command: 'npm run test:elements --silent -- --coverage',
    browsers: ['chromium'],
    cores: 2,
    counts: WTR,
    shows: /^Code coverage: .*/gm,
  },
  {
    name: 'demo',
    command: `${playwright('e2e')} --project demo`,
    after: ['build'],
    browsers: ['chromium'],
    counts: PLAYWRIGHT,
  },
];

/** What `npm run test:all` adds. */
export const REST: Step[] = [
  {
    name: 'data in Chromium',
    command: 'wtr --config web-test-runner.config.ts --files test/data.in-browser.ts',
    browsers: ['chromium'],
    counts: WTR,
  },
  {
    name: 'data in other zones',
    command: 'npm run test:data --silent',
    env: { TZ: 'Pacific/Chatham', LANG: 'ar_EG.UTF-8' },
    counts: MOCHA,
  },
  {
    name: 'firefox',
    command: 'npm run test:elements --silent',
    env: { BROWSER: 'firefox' },
    browsers: ['firefox'],
    cores: 2,
    counts: WTR,
    minutes: 20,
  },
  {
    name: 'webkit',
    command: 'npm run test:elements --silent',
    env: { BROWSER: 'webkit' },
    browsers: ['webkit'],
    counts: WTR,
    minutes: 20,
  },
  { name: 'faults', command: 'npm run faults', browsers: ['chromium'], cores: 2, counts: WTR },
  { name: 'fuzz', command: node('test/fuzz'), counts: NODE },
  { name: 'postgres', command: 'npm run test:postgres --silent', counts: NODE },
  { name: 'publint', command: 'publint run --strict', after: ['build'] },
  { name: 'package types', command: 'attw --pack . --profile esm-only', after: ['build'] },
  { name: 'package in Node', command: node('test/node'), after: ['build'], counts: NODE },
  { name: 'storybook', command: 'npm run build-storybook -- --quiet' },
  {
    name: 'stories',
    command: playwright('storybook'),
    after: ['storybook'],
    browsers: ['chromium'],
    cores: 2,
    counts: PLAYWRIGHT,
  },
  {
    name: 'accessibility',
    command: playwright('access'),
    after: ['build', 'storybook'],
    browsers: ['chromium'],
    cores: 2,
    counts: PLAYWRIGHT,
  },
  {
    name: 'script tag',
    command: playwright('embed'),
    after: ['build'],
    browsers: ['chromium'],
    counts: PLAYWRIGHT,
  },
  {
    name: 'e2e',
    command: `${playwright('e2e')} --project chromium --project firefox`,
    after: ['build'],
    browsers: ['chromium', 'firefox'],
    counts: PLAYWRIGHT,
  },
  {
    name: 'frameworks',
    command: 'npm run test:frameworks',
    after: ['build'],
    browsers: ['chromium'],
    cores: 2,
    minutes: 20,
    counts: PLAYWRIGHT,
  },
  {
    name: 'WordPress',
    command: 'npm run test:cms --silent',
    after: ['build'],
    browsers: ['chromium'],
    cores: 2,
    counts: [...NODE, ...PLAYWRIGHT],
  },
];
