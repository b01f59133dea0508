export type Unit = 'Bytes' | 'Count' | 'Milliseconds' | 'Seconds';

/**
 * The members that make metrics of a log line which has the numbers: CloudWatch's embedded metric format,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function toEmbeddedMetrics(
  line: object,
  units: Readonly<Record<string, Unit>>,
  { tableName, atMs }: { readonly tableName: string; readonly atMs: number },
) {
  const numbers = new Map(Object.entries(line).filter(([, value]) => typeof value === 'number'));
  const metrics = Object.entries(units).filter(([name]) => numbers.has(name));
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
