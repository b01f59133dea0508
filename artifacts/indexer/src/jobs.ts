import type { Context } from 'aws-lambda';
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
import type { BatchResponse } from './core/to-batch-response.ts';
import { entities } from './entities/registry.ts';
import { answerJobs } from './flow/answer-jobs.ts';
import { createFindWriteTargets } from './flow/find-write-targets.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const client = createDynamoDb();
const send = createOpenSearch({ ...config, timeoutMs });
// What a few seconds do not mend is the event-source mapping's to deliver again.
const pause = createPause({ timeoutMs, maxAttempts: 6 });
const dependencies = {
  entities,
  send,
  readItems: createReadItems({ client, tableName: config.tableName, nowMs, timeoutMs }),
  findWriteTargets: createFindWriteTargets({ entities, send, pause, nowMs }),
  parkedKeys: createParkedKeys({ client, tableName: config.parkedTableName, timeoutMs }),
  jobs: createJobs({ client, tableName: config.jobsTableName, timeoutMs }),
  pause,
  nowMs,
  maxBulkBytes: config.maxBulkBytes,
};

/** Entry point of the stream of the table `jobs`: carries changed items on into the documents that show them. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<BatchResponse> {
  const startedAtMs = nowMs();
  remainingMs = () => context.getRemainingTimeInMillis();
  // The last part of the time is for ending what is begun: a slice takes a second or two.
  const endAtMs = startedAtMs + remainingMs() * 0.6;
  try {
    const { response, ...line } = await answerJobs(event, { ...dependencies, hasTime: () => nowMs() < endAtMs });
    log[line.reported > 0 ? 'warn' : 'info']({ ...line, milliseconds: nowMs() - startedAtMs }, 'jobs');
    return response;
  } catch (error) {
    log.error({ err: error }, 'jobs failed');
    throw error;
  }
}
