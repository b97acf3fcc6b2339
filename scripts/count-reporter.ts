import type { Reporter, TestSuiteResult } from '@web/test-runner';

/** Ends a run of the unit tests with one line that `npm test` adds up: `N passed, N failed`. */
export function countReporter(): Reporter {
  return {
    onTestRunFinished({ sessions }) {
      let passed = 0;
      let failed = 0;
      const count = ({ tests, suites }: TestSuiteResult): void => {
        passed += tests.filter((test) => test.passed).length;
        failed += tests.filter((test) => !test.passed && !test.skipped).length;
        suites.forEach(count);
      };
      for (const { testResults, passed: isPassed, errors } of sessions) {
        const before = failed;
        if (testResults) count(testResults);
        // A file that did not load or was aborted counts as failed, though no test of it has.
        if (failed === before && (!isPassed || errors.length > 0)) failed++;
      }
      console.log(`\n${passed} passed, ${failed} failed`);
    },
  };
}
