import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { createCountRows } from './adapters/count-rows.ts';
import { createDynamoDb } from './adapters/dynamodb-client.ts';
import { rebuildId } from './adapters/jobs-table.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { createPause } from './adapters/pause.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { IndexerError } from './core/errors.ts';
import { parseMeasureRequest } from './core/parse-measure-request.ts';
import { type Status, toStatusMetrics } from './core/to-status.ts';
import { entities, measured as entity } from './entities/registry.ts';
import { awaitHeartbeat } from './flow/await-heartbeat.ts';
import { toError } from './flow/find-heartbeat.ts';
import { measureStatus } from './flow/measure-status.ts';
import type { SendRequest } from './flow/send-request.ts';
import { sendUntilAnswered } from './flow/send-until-answered.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const client = createDynamoDb();
const sendOnce = createOpenSearch({ ...config, timeoutMs });
// A second or two: the next measurement comes in a minute.
const pause = createPause({ timeoutMs, maxAttempts: 4 });
const send: SendRequest = (request) => sendUntilAnswered(request, { send: sendOnce, pause });
const dependencies = {
  entity,
  send,
  nowMs,
  remainingMs: () => remainingMs(),
  wait: async (ms: number): Promise<void> => void (await setTimeout(ms)),
  countParked: createCountRows({ client, tableName: config.parkedTableName, timeoutMs, maxPages: 10 }),
  countJobs: createCountRows({ client, tableName: config.jobsTableName, timeoutMs, maxPages: 10, exceptId: rebuildId }),
};

/** Entry point of a schedule: how far the index is behind, as metrics. Once a minute, and after a deployment with a wait. */
export async function handler(event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<Status> {
  const since = new Date(nowMs()).toISOString();
  remainingMs = () => context.getRemainingTimeInMillis();
  try {
    const { awaitHeartbeatSeconds: seconds } = parseMeasureRequest(event);
    if (seconds !== undefined) await awaitHeartbeat({ since, seconds }, dependencies);
    const measured = await measureStatus(dependencies);
    if (measured.kind === 'unavailable') throw toError(measured);
    const { status } = measured;
    const metrics = toStatusMetrics(status, { tableName: config.tableName, atMs: nowMs() });
    log[status.heartbeatAt === null ? 'warn' : 'info']({ ...status, ...metrics }, 'measure');
    return status;
  } catch (error) {
    log.error({ err: error }, 'measure failed');
    // Whoever invokes a function hears an error's name and message, never its other members.
    if (error instanceof IndexerError) error.name = error.code;
    throw error;
  }
}
