import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { createCountRows } from './adapters/count-rows.ts';
import { createFindDeletions } from './adapters/deletions-table.ts';
import { createDynamoDb } from './adapters/dynamodb-client.ts';
import { rebuildId } from './adapters/jobs-table.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { createReadItems } from './adapters/read-items.ts';
import { loadConfig, requireTokenSecret } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import {
  type HttpAnswer,
  internal,
  invalidRequest,
  toAnswer,
  toProblemAnswer,
  unsupportedMediaType,
} from './core/http-answer.ts';
import { type Asked, parseSearchEvent } from './core/search/parse-search-event.ts';
import { toLogFields } from './core/search/to-log-fields.ts';
import { entities, measured, searched, suggested } from './entities/registry.ts';
import { type Answer, answerSearch } from './flow/answer-search.ts';
import { answerStatus } from './flow/answer-status.ts';
import { answerSuggest } from './flow/answer-suggest.ts';

const config = loadConfig(process.env);
const tokenSecret = requireTokenSecret(config);
const log = createLogger(config.logLevel);
checkEntities(entities);

/** The search itself ends after two seconds; who answers nothing at all by now is away. */
const maxSilenceMs = 8_000;
const maxReadMs = 2_000;

let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const client = createDynamoDb();
const send = createOpenSearch({ ...config, timeoutMs: () => Math.min(timeoutMs(), maxSilenceMs) });
const readLimitMs = (): number => Math.min(timeoutMs(), maxReadMs);
const findDeletions = createFindDeletions({ client, tableName: config.deletionsTableName, timeoutMs: readLimitMs });
const status = {
  entity: measured,
  send,
  nowMs,
  // Anybody may ask, so one page it is.
  countParked: createCountRows({ client, tableName: config.parkedTableName, timeoutMs, maxPages: 1 }),
  countJobs: createCountRows({ client, tableName: config.jobsTableName, timeoutMs, maxPages: 1, exceptId: rebuildId }),
};

/**
 * Entry point of all that is answered from the index (REST proxy integration). Every answer is one, problems and our own
 * faults included.
 */
export async function handler(event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HttpAnswer> {
  const startedAtMs = nowMs();
  remainingMs = () => context.getRemainingTimeInMillis();
  let kind = 'request';
  try {
    const asked = parseSearchEvent(event, searched);
    kind = asked.kind;
    const answer = await answerAsked(asked);
    const ms = nowMs() - startedAtMs;
    if (answer.kind === 'found') {
      log.info({ status: 200, ...toLogFields(answer.response), reason: answer.reason, ms }, kind);
      return toAnswer(answer.response, config.allowedOrigin);
    }
    log.warn({ status: answer.problem.status, reason: answer.reason, ms }, kind);
    return toProblemAnswer(answer.problem, config.allowedOrigin);
  } catch (error) {
    log.error({ err: error }, `${kind} failed`);
    return toProblemAnswer(internal, config.allowedOrigin);
  }
}

async function answerAsked(asked: Asked): Promise<Answer<object>> {
  switch (asked.kind) {
    case 'status':
      return answerStatus(status);
    case 'suggest':
      return answerSuggest(asked.request, { entities: suggested, send });
    case 'search':
      return answerSearch(asked.request, {
        send,
        readItems: readItemsNow(),
        findDeletions,
        nowMs,
        pause: sleep,
        tokenSecret,
      });
    case 'invalid':
      return { kind: 'problem', problem: invalidRequest(asked.detail) };
    case 'unsupported-media-type':
      return { kind: 'problem', problem: unsupportedMediaType };
  }
}

/** Reads that do not keep a search waiting for a table that does not answer. */
function readItemsNow() {
  const deadlineMs = nowMs() + maxReadMs;
  const limitMs = () => Math.min(timeoutMs(), deadlineMs - nowMs());
  return createReadItems({ client, tableName: config.tableName, nowMs, timeoutMs: limitMs });
}
