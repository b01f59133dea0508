import type { Context } from 'aws-lambda';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { entities } from './entities/registry.ts';
import { type CreatedIndex, createIndexes } from './flow/create-indexes.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
const send = createOpenSearch({ ...config, timeoutMs: () => toTimeoutMs(remainingMs()) });

export interface BootstrapEvent {
  /** True leaves the settings of the whole cluster as they are, because others use it too. */
  readonly isClusterShared?: boolean;
}

/** Entry point of a deployment: creates what is missing of the indexes and says how each stands. */
export async function handler(
  event: BootstrapEvent,
  context?: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<{ readonly indexes: readonly CreatedIndex[] }> {
  remainingMs = () => context?.getRemainingTimeInMillis() ?? 60_000;
  const indexes = await createIndexes(entities, send, { isClusterShared: event.isClusterShared === true });
  for (const line of indexes) log[line.differing.length > 0 ? 'warn' : 'info'](line, 'index');
  return { indexes };
}
