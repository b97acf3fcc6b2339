/**
 * `npm run test:mutation`: breaks the data half in every small way and says which breaks no unit test notices. One room:
 * `ROOM=poll npm run test:mutation`; one file: `-- --mutate src/poll/parse.ts`. CONTRIBUTING.md says more.
 */
import type { PartialStrykerOptions } from '@stryker-mutator/api/core';

const room = process.env['ROOM'] ?? '{documents,news,weather,outbox,poll,survey,endpoint}';

export default {
  // The tests are mocha's in the browsers as well; in one process, a mutant costs no more than the tests that reach it.
  testRunner: 'mocha',
  plugins: ['@stryker-mutator/mocha-runner'],
  mochaOptions: {
    require: ['./test/helpers/node-setup.ts'],
    spec: ['test/{documents,news,weather,outbox,poll,survey,endpoint}/*.test.ts'],
    'no-config': true,
    'no-package': true,
  },
  // Places and names are data, not decisions.
  mutate: [
    `src/${room}/**/*.ts`,
    '!src/weather/gazetteer-world.ts',
    '!src/documents/entity-names.ts',
    // They need a page: their tests are those of the elements, in browsers.
    '!src/endpoint/{endpoint-controller,near,pace,wake-ups}.ts',
  ],
  coverageAnalysis: 'perTest',
  // What runs once at import (tables, patterns) needs a process of its own for every change.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  reporters: ['progress-append-only', 'clear-text', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false, reportTests: false },
  jsonReporter: { fileName: 'test-results/mutation/mutation.json' },
  htmlReporter: { fileName: 'test-results/mutation/index.html' },
  incrementalFile: 'test-results/mutation/incremental.json',
  tempDirName: 'test-results/mutation/sandbox',
  ignorePatterns: ['*', '!src/**', '!test/**', '!server/protocol/**', '!package.json', '!tsconfig.json'],
} satisfies PartialStrykerOptions;
