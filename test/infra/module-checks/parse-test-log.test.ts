import { expect, test } from '@jest/globals';
import { parseTestLog } from './parse-test-log.ts';

const line = (event: object): string => JSON.stringify({ '@level': 'info', ...event });
const ended = (run: string, status: string) =>
  line({
    type: 'test_run',
    '@testfile': 'tests/plan.tftest.hcl',
    '@testrun': run,
    test_run: { path: 'tests/plan.tftest.hcl', run, progress: 'complete', status },
  });
const failure = (run: string | undefined) =>
  line({
    type: 'diagnostic',
    '@testfile': 'tests/plan.tftest.hcl',
    '@testrun': run,
    diagnostic: {
      severity: 'error',
      summary: 'Test assertion failed',
      detail: 'no key',
      range: { filename: 'tests/plan.tftest.hcl', start: { line: 7 } },
    },
  });

test('tells each run’s end, and of a failed one why and where', () => {
  const log = [ended('encrypts', 'pass'), failure('alarms'), ended('alarms', 'fail'), ended('scales', 'skip')].join(
    '\n',
  );

  expect(Object.fromEntries(parseTestLog(log))).toEqual({
    'plan.tftest.hcl: encrypts': { status: 'pass', says: '' },
    'plan.tftest.hcl: alarms': { status: 'fail', says: 'Test assertion failed (tests/plan.tftest.hcl:7): no key\n' },
    'plan.tftest.hcl: scales': { status: 'skip', says: '' },
  });
});

test('tells of the file what belongs to no run', () => {
  expect(parseTestLog(failure(undefined)).get('plan.tftest.hcl: ')?.says).toContain('Test assertion failed');
});

test('passes over runs that have only begun, warnings, and what is no JSON', () => {
  const begun = line({ type: 'test_run', '@testrun': 'x', test_run: { run: 'x', progress: 'running' } });
  const warning = line({ type: 'diagnostic', diagnostic: { severity: 'warning', summary: 'old', detail: '' } });

  expect(parseTestLog(['Terraform says', begun, warning, ''].join('\n')).size).toBe(0);
});
