import { expect, test } from '@jest/globals';
import { toStatus, toStatusMetrics } from './to-status.ts';

const nowMs = Date.parse('2026-11-21T10:00:30.400Z');
const rows = { parked: { count: 3, isAtLeast: false }, jobs: { count: 1, isAtLeast: false } };
const at = { tableName: 'library', atMs: nowMs };

test.each([
  ['2026-11-21T10:00:07Z', 23],
  ['2026-11-21T10:00:30Z', 0],
  // A clock that goes ahead.
  ['2026-11-21T10:00:32Z', 0],
  ['2026-11-20T10:00:30Z', 86_400],
])('tells how old the newest heartbeat is: %s', (heartbeatAt, lagSeconds) => {
  expect(toStatus({ ...rows, heartbeatAt, nowMs })).toMatchObject({ heartbeatAt, lagSeconds });
});

test('names the lag, the parked keys and the jobs as metrics of the table', () => {
  const metrics = toStatusMetrics(toStatus({ ...rows, heartbeatAt: '2026-11-21T10:00:07Z', nowMs }), at);

  expect(metrics.table).toBe('library');
  expect(metrics._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'Millrace',
      Dimensions: [['table']],
      Metrics: [
        { Name: 'lagSeconds', Unit: 'Seconds' },
        { Name: 'parkedKeys', Unit: 'Count' },
        { Name: 'jobs', Unit: 'Count' },
      ],
    },
  ]);
});

test('has no lag without a heartbeat, neither as a number nor as a metric', () => {
  const status = toStatus({ ...rows, heartbeatAt: undefined, nowMs });

  expect(status).toMatchObject({ heartbeatAt: null, lagSeconds: null, parkedKeys: 3 });
  expect(JSON.stringify(toStatusMetrics(status, at))).not.toContain('lagSeconds');
});
