import type { Context } from 'aws-lambda';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { createPause } from './adapters/pause.ts';
import { loadConfig } from './config.ts';
import { buildAccessRoles } from './core/build-access-roles.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { IndexerError } from './core/errors.ts';
import { parseBootstrapEvent } from './core/parse-bootstrap-event.ts';
import { entities, measured, searched } from './entities/registry.ts';
import { createAwaitAdmission } from './flow/await-admission.ts';
import { type CreatedIndex, createIndexes } from './flow/create-indexes.ts';
import { type PutRole, putRoles } from './flow/put-roles.ts';
import type { SendRequest } from './flow/send-request.ts';
import { sendUntilAnswered } from './flow/send-until-answered.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const sendOnce = createOpenSearch({ ...config, timeoutMs });
// Some ten seconds in all.
const pause = createPause({ timeoutMs, maxAttempts: 8 });
const sendPatiently: SendRequest = (request) => sendUntilAnswered(request, { send: sendOnce, pause });
// About a minute: a domain that has just been made may not know its users yet.
const send = createAwaitAdmission({ send: sendPatiently, pause: createPause({ timeoutMs, maxAttempts: 28 }) });

/** Entry point of a deployment: sets up who may do what, creates what is missing of the indexes, says how each stands. */
export async function handler(
  event: unknown,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ readonly roles?: readonly PutRole[]; readonly indexes: readonly CreatedIndex[] }> {
  remainingMs = () => context?.getRemainingTimeInMillis() ?? 60_000;
  try {
    const { isClusterShared = false, roles: holders } = parseBootstrapEvent(event);
    const roles =
      holders && (await putRoles(buildAccessRoles({ entities, searched: [...searched, measured] }, holders), send));
    for (const line of roles ?? []) log.info(line, 'role');
    const indexes = await createIndexes(entities, send, { isClusterShared });
    for (const line of indexes) log[line.differing.length > 0 ? 'warn' : 'info'](line, 'index');
    return { ...(roles && { roles }), indexes };
  } catch (error) {
    log.error({ err: error }, 'bootstrap failed');
    // Whoever invokes a function hears an error's name and message, never its other members.
    if (error instanceof IndexerError) error.name = error.code;
    throw error;
  }
}
