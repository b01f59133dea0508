import { type RowCount, type Status, toStatus } from '../core/to-status.ts';
import { type FindHeartbeatDependencies, findHeartbeat, type Unavailable } from './find-heartbeat.ts';

/** Undefined when the table could not be read now. Throws `table.read-refused` where no retry helps. */
export type CountRows = () => Promise<RowCount | undefined>;

export interface StatusDependencies extends FindHeartbeatDependencies {
  readonly countParked: CountRows;
  readonly countJobs: CountRows;
}

/** Looks at the index and at what is not in it. Throws what no retry can help. */
export async function measureStatus(
  dependencies: StatusDependencies,
): Promise<{ readonly kind: 'measured'; readonly status: Status } | Unavailable> {
  const { countParked, countJobs, nowMs } = dependencies;
  const [found, parked, jobs] = await Promise.all([findHeartbeat(dependencies), countParked(), countJobs()]);
  if (found.kind === 'unavailable') return found;
  if (!parked || !jobs) return { kind: 'unavailable', code: 'table.unavailable', reason: 'no count of rows' };
  return { kind: 'measured', status: toStatus({ heartbeatAt: found.heartbeatAt, parked, jobs, nowMs: nowMs() }) };
}
