import type { Context } from 'aws-lambda';
import { createReadItems } from './adapters/dynamodb.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { toBatchLine } from './core/to-batch-line.ts';
import { type BatchResponse, toBatchResponse } from './core/to-batch-response.ts';
import { entities } from './entities/registry.ts';
import { createFindWriteTargets } from './flow/find-write-targets.ts';
import { indexBatch } from './flow/index-batch.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

// One invocation at a time in a Lambda: the time that is left is that of the running one.
let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const send = createOpenSearch({
  url: config.opensearchUrl,
  signing: config.opensearchSigning,
  region: config.region,
  timeoutMs,
});
const dependencies = {
  send,
  readItems: createReadItems({ tableName: config.tableName, nowMs, timeoutMs }),
  findWriteTargets: createFindWriteTargets({ entities, send, nowMs }),
  maxBulkBytes: config.maxBulkBytes,
};

/** Entry point of the stream: one batch of records in, the first one that is not done out. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<BatchResponse> {
  const startedAtMs = nowMs();
  remainingMs = () => context.getRemainingTimeInMillis();
  try {
    const batch = await indexBatch(event, entities, dependencies);
    const line = toBatchLine(batch, { startedAtMs, endedAtMs: nowMs() });
    log[line.retry > 0 ? 'warn' : 'info'](line, 'batch');
    return toBatchResponse(batch.verdicts);
  } catch (error) {
    log.error({ err: error }, 'batch failed');
    throw error;
  }
}
