import { getKeyText, getRecords, requireSequenceNumber } from '../core/stream-event.ts';
import type { BatchResponse } from '../core/to-batch-response.ts';
import { type JobId, parseJobId } from './jobs.ts';
import { type WorkDependencies, workJobs } from './work-jobs.ts';

export interface AnsweredJobs {
  readonly records: number;
  /** Jobs among them; the other rows of the table are nobody's to work off. */
  readonly jobs: number;
  readonly reported: number;
  readonly response: BatchResponse;
}

/** Works off the jobs that a batch of the stream of their table names, and tells which record is to come again. */
export async function answerJobs(event: unknown, dependencies: WorkDependencies): Promise<AnsweredJobs> {
  const records = getRecords(event).map((record) => ({
    sequenceNumber: requireSequenceNumber(record),
    id: parseJobId(getKeyText(record, 'id') ?? ''),
  }));
  const ids = records.flatMap(({ id }): readonly JobId[] => (id ? [id] : []));
  const undone = await workJobs(ids, dependencies);
  const first = records.find(({ id }) => id && undone.has(id));
  return {
    records: records.length,
    jobs: ids.length,
    reported: undone.size,
    response: { batchItemFailures: first ? [{ itemIdentifier: first.sequenceNumber }] : [] },
  };
}
