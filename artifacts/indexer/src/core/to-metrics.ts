import type { BatchLine } from './to-batch-line.ts';
import { toEmbeddedMetrics, type Unit } from './to-embedded-metrics.ts';

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
} as const satisfies Partial<Record<keyof BatchLine, Unit>>;

/** The metrics of a batch; what its line does not have is none. */
export function toMetrics(line: BatchLine, at: { readonly tableName: string; readonly atMs: number }) {
  return toEmbeddedMetrics(line, units, at);
}
