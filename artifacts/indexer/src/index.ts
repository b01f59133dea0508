import type { Context } from 'aws-lambda';
import { createPutDeletions } from './adapters/deletions-table.ts';
import { createDynamoDb } from './adapters/dynamodb-client.ts';
import { createJobs } from './adapters/jobs-table.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { createParkedKeys } from './adapters/parked-table.ts';
import { createPause } from './adapters/pause.ts';
import { createReadItems } from './adapters/read-items.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { toBatchLine } from './core/to-batch-line.ts';
import { type BatchResponse, toBatchResponse } from './core/to-batch-response.ts';
import { toMetrics } from './core/to-metrics.ts';
import { entities } from './entities/registry.ts';
import { createFindWriteTargets } from './flow/find-write-targets.ts';
import { indexBatch } from './flow/index-batch.ts';
import type { SentBulk } from './flow/send-bulk.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

// One invocation at a time in a Lambda: the time that is left, and what is sent, is that of the running one.
let remainingMs = (): number => 0;
let sent: readonly SentBulk[] = [];
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const client = createDynamoDb();
const send = createOpenSearch({ ...config, timeoutMs });
// What a few seconds do not mend is the event-source mapping's to deliver again.
const pause = createPause({ timeoutMs, maxAttempts: 6 });
const dependencies = {
  send,
  readItems: createReadItems({ client, tableName: config.tableName, nowMs, timeoutMs }),
  findWriteTargets: createFindWriteTargets({ entities, send, pause, nowMs }),
  parkedKeys: createParkedKeys({ client, tableName: config.parkedTableName, timeoutMs }),
  jobs: createJobs({ client, tableName: config.jobsTableName, timeoutMs }),
  putDeletions: createPutDeletions({ client, tableName: config.deletionsTableName, nowMs, timeoutMs }),
  pause,
  nowMs,
  maxBulkBytes: config.maxBulkBytes,
  observe: (bulk: SentBulk) => {
    sent = [...sent, bulk];
  },
};

/** Entry point of the stream: one batch of records in, the first one that is not done out. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<BatchResponse> {
  const startedAtMs = nowMs();
  remainingMs = () => context.getRemainingTimeInMillis();
  sent = [];
  try {
    const batch = await indexBatch(event, entities, dependencies);
    const endedAtMs = nowMs();
    const line = toBatchLine(batch, { startedAtMs, endedAtMs, sent });
    const level = line.reported > 0 ? 'warn' : line.parked > 0 ? 'error' : 'info';
    log[level]({ ...line, ...toMetrics(line, { tableName: config.tableName, atMs: endedAtMs }) }, 'batch');
    return toBatchResponse(batch.verdicts);
  } catch (error) {
    log.error({ err: error }, 'batch failed');
    throw error;
  }
}
