import type { Context } from 'aws-lambda';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { type HttpAnswer, internal, toAnswer, toProblemAnswer } from './core/http-answer.ts';
import { entities, searched } from './entities/registry.ts';
import { answerSearch } from './flow/answer-search.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const send = createOpenSearch({ ...config, timeoutMs: () => toTimeoutMs(remainingMs()) });

/** Entry point of `GET /search` (REST proxy integration). Every answer is one, problems and our own faults included. */
export async function handler(event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<HttpAnswer> {
  const startedAtMs = Date.now();
  remainingMs = () => context.getRemainingTimeInMillis();
  try {
    const answer = await answerSearch(event, searched, send);
    const ms = Date.now() - startedAtMs;
    if (answer.kind === 'found') {
      log.info({ status: 200, total: answer.response.total, ms }, 'search');
      return toAnswer(answer.response, config.allowedOrigin);
    }
    log.warn({ status: answer.problem.status, reason: answer.reason, ms }, 'search');
    return toProblemAnswer(answer.problem, config.allowedOrigin);
  } catch (error) {
    log.error({ err: error }, 'search failed');
    return toProblemAnswer(internal, config.allowedOrigin);
  }
}
