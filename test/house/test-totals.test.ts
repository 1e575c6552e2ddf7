import { expect, test } from 'vitest';
import { countPlaywright } from '../../tools/suites/playwright.ts';
import { exitCodeFor, sumLine } from '../../tools/suites/result.ts';
import { countVitest } from '../../tools/suites/vitest.ts';

const vitest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};
const playwright = { stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test('the last line is the plain sum, and skipped tests are named only when there are some', () => {
  const passed = { passed: 2, failed: 0, skipped: 0 };
  expect(sumLine([passed, { passed: 5, failed: 1, skipped: 0 }])).toBe('7 passed, 1 failed');
  expect(sumLine([passed, { passed: 0, failed: 0, skipped: 3 }])).toBe(
    '2 passed, 0 failed, 3 skipped',
  );
});

test('a failure, and a run in which nothing ran, end with code 1', () => {
  expect(exitCodeFor([{ passed: 9, failed: 0, skipped: 1 }])).toBe(0);
  expect(exitCodeFor([{ passed: 9, failed: 1, skipped: 0 }])).toBe(1);
  expect(exitCodeFor([{ passed: 0, failed: 0, skipped: 4 }])).toBe(1);
  expect(exitCodeFor([])).toBe(1);
});

test('a suite that left no report has crashed: one failure', () => {
  expect(countVitest('', 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countPlaywright('', null)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a suite that ended badly although no test failed is one failure', () => {
  expect(countVitest(JSON.stringify(vitest), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(countVitest(JSON.stringify(vitest), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  expect(countPlaywright(JSON.stringify(playwright), null)).toEqual({
    passed: 4,
    failed: 1,
    skipped: 0,
  });
});

test('a test file that could not be loaded is one failure beside the failed tests', () => {
  const report = {
    ...vitest,
    numFailedTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };
  expect(countVitest(JSON.stringify(report), 1)).toEqual({ passed: 3, failed: 2, skipped: 1 });
});

test('a browser test that needed a second try, and an error outside the tests, count as failed', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(countPlaywright(JSON.stringify(report), 1)).toEqual({ passed: 4, failed: 3, skipped: 2 });
});
