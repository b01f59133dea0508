import type { BatchLine } from './to-batch-line.ts';

const units = {
  records: 'Count',
  applied: 'Count',
  repaired: 'Count',
  superseded: 'Count',
  skipped: 'Count',
  parked: 'Count',
  reported: 'Count',
  retried: 'Count',
  foreignWrites: 'Count',
  bulkRequests: 'Count',
  bulkBytes: 'Bytes',
  milliseconds: 'Milliseconds',
  oldestAgeMs: 'Milliseconds',
} as const satisfies Partial<Record<keyof BatchLine, string>>;

/**
 * The members that make metrics of a log line which has the numbers: CloudWatch's embedded metric format,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function toMetrics(line: BatchLine, { tableName, atMs }: { readonly tableName: string; readonly atMs: number }) {
  const metrics = Object.entries(units).filter(([name]) => Object.hasOwn(line, name));
  return {
    table: tableName,
    _aws: {
      Timestamp: atMs,
      CloudWatchMetrics: [
        {
          Namespace: 'Millrace',
          Dimensions: [['table']],
          Metrics: metrics.map(([Name, Unit]) => ({ Name, Unit })),
        },
      ],
    },
  };
}
