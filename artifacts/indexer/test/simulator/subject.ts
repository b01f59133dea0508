import type { Entity } from '../../src/core/entity.ts';
import { toBatchLine } from '../../src/core/to-batch-line.ts';
import { type BatchResponse, toBatchResponse } from '../../src/core/to-batch-response.ts';
import { indexBatch } from '../../src/flow/index-batch.ts';
import type { JobId } from '../../src/flow/jobs.ts';
import { workJobs } from '../../src/flow/work-jobs.ts';
import { redrive } from '../../src/keeper/redrive.ts';
import type { Handed } from './create-world.ts';
import type { Tool } from './run-tool.ts';

export interface IndexedAnswer {
  readonly response: BatchResponse;
  /** How many records had which outcome. */
  readonly counts: Readonly<Record<string, number>>;
}

/** What is held against the laws: the two functions that Lambda runs, and the tool that takes up what was given up. */
export interface Subject {
  readonly index: (records: readonly object[], entities: readonly Entity[], handed: Handed) => Promise<IndexedAnswer>;
  readonly redrive: Tool;
  /** Where it puts what belongs to this document id; absent: there. */
  readonly toDocumentId?: (documentId: string) => string;
  readonly work: (ids: readonly JobId[], handed: Handed) => Promise<ReadonlySet<JobId>>;
}

export const millrace: Subject = {
  index: async (records, entities, handed) => {
    const batch = await indexBatch({ Records: records }, entities, handed);
    const line = toBatchLine(batch, { startedAtMs: 0, endedAtMs: 0, sent: [] });
    const { applied, repaired, superseded, skipped, parked, reported } = line;
    const counts = { applied, repaired, superseded, skipped, parked, reported };
    return { response: toBatchResponse(batch.verdicts), counts };
  },
  redrive: redrive as unknown as Tool,
  work: (ids, handed) => workJobs(ids, handed),
};
