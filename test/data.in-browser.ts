// Web Test Runner serves this file as an import of every test of the data half: see web-test-runner.config.ts.
