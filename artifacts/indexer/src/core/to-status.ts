import { toEmbeddedMetrics, type Unit } from './to-embedded-metrics.ts';

/** How far the index is behind the table, and what is not in it. */
export interface Status {
  /** When the newest heartbeat that a search finds was written; null when it finds none. */
  readonly heartbeatAt: string | null;
  /** How old that one is. */
  readonly lagSeconds: number | null;
  readonly parkedKeys: number;
  /** There are more than were counted. */
  readonly parkedIsAtLeast: boolean;
  readonly jobs: number;
  readonly jobsIsAtLeast: boolean;
}

/** Rows of a table, as far as they were counted. */
export interface RowCount {
  readonly count: number;
  readonly isAtLeast: boolean;
}

export interface Measured {
  readonly heartbeatAt: string | undefined;
  readonly parked: RowCount;
  readonly jobs: RowCount;
  readonly nowMs: number;
}

export function toStatus({ heartbeatAt, parked, jobs, nowMs }: Measured): Status {
  return {
    heartbeatAt: heartbeatAt ?? null,
    // Clocks that differ by a second make no index that is ahead of its table.
    lagSeconds: heartbeatAt === undefined ? null : Math.max(0, Math.round((nowMs - Date.parse(heartbeatAt)) / 1_000)),
    parkedKeys: parked.count,
    parkedIsAtLeast: parked.isAtLeast,
    jobs: jobs.count,
    jobsIsAtLeast: jobs.isAtLeast,
  };
}

const units = {
  lagSeconds: 'Seconds',
  parkedKeys: 'Count',
  jobs: 'Count',
} as const satisfies Partial<Record<keyof Status, Unit>>;

/** Without a heartbeat there is no lag, rather than one that looks like a number: to the alarm, what is missing is wrong. */
export function toStatusMetrics(status: Status, at: { readonly tableName: string; readonly atMs: number }) {
  return toEmbeddedMetrics(status, units, at);
}
