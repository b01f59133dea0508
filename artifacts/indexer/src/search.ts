import type { Context } from 'aws-lambda';
import { createCountRows } from './adapters/count-rows.ts';
import { createDynamoDb } from './adapters/dynamodb-client.ts';
import { rebuildId } from './adapters/jobs-table.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { type HttpAnswer, internal, toAnswer, toProblemAnswer } from './core/http-answer.ts';
import { member } from './core/stream-event.ts';
import { entities, measured, searched } from './entities/registry.ts';
import { answerSearch } from './flow/answer-search.ts';
import { answerStatus } from './flow/answer-status.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const client = createDynamoDb();
const send = createOpenSearch({ ...config, timeoutMs });
const status = {
  entity: measured,
  send,
  nowMs: () => Date.now(),
  // Anybody may ask, so one page it is.
  countParked: createCountRows({ client, tableName: config.parkedTableName, timeoutMs, maxPages: 1 }),
  countJobs: createCountRows({ client, tableName: config.jobsTableName, timeoutMs, maxPages: 1, exceptId: rebuildId }),
};

/**
 * Entry point of `GET /search` and `GET /status` (REST proxy integration). Every answer is one, problems and our own faults
 * included.
 */
export async function handler(event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HttpAnswer> {
  const startedAtMs = Date.now();
  remainingMs = () => context.getRemainingTimeInMillis();
  const route = member(event, 'resource') === '/status' ? 'status' : 'search';
  try {
    const answer = await (route === 'status' ? answerStatus(status) : answerSearch(event, searched, send));
    const ms = Date.now() - startedAtMs;
    if (answer.kind === 'found') {
      const told = 'total' in answer.response ? { total: answer.response.total } : answer.response;
      log.info({ status: 200, ...told, ms }, route);
      return toAnswer(answer.response, config.allowedOrigin);
    }
    log.warn({ status: answer.problem.status, reason: answer.reason, ms }, route);
    return toProblemAnswer(answer.problem, config.allowedOrigin);
  } catch (error) {
    log.error({ err: error }, `${route} failed`);
    return toProblemAnswer(internal, config.allowedOrigin);
  }
}
