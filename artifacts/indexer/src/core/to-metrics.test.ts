import { expect, test } from '@jest/globals';
import { toBatchLine } from './to-batch-line.ts';
import { toMetrics } from './to-metrics.ts';

const times = { startedAtMs: 1_000, endedAtMs: 1_200, sent: [{ bytes: 10, retried: 0 }] };
const batch = { verdicts: [{ sequenceNumber: '1', outcome: 'applied' as const }], foreignWrites: 0 };

test('names the numbers of the line as metrics of the table, each with its unit', () => {
  const line = toBatchLine({ ...batch, oldestAtMs: 700 }, times);

  const metrics = toMetrics(line, { tableName: 'library', atMs: 1_200 });

  const [directive] = metrics._aws.CloudWatchMetrics;
  expect(metrics).toMatchObject({ table: 'library', _aws: { Timestamp: 1_200 } });
  expect(directive).toMatchObject({ Namespace: 'Millrace', Dimensions: [['table']] });
  expect(directive?.Metrics).toContainEqual({ Name: 'oldestAgeMs', Unit: 'Milliseconds' });
  expect(directive?.Metrics).toContainEqual({ Name: 'bulkBytes', Unit: 'Bytes' });
  for (const { Name } of directive?.Metrics ?? []) expect(line).toHaveProperty(Name, expect.any(Number));
  expect(directive?.Metrics).toHaveLength(Object.values(line).filter((value) => typeof value === 'number').length);
});

test('leaves out what the line does not have', () => {
  const line = toBatchLine({ ...batch, oldestAtMs: undefined }, times);

  expect(JSON.stringify(toMetrics(line, { tableName: 'library', atMs: 1 }))).not.toContain('oldestAgeMs');
});
