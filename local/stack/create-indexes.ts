import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createFunction } from '../function/create-function.ts';
import { type FunctionSettings, functionEnvironment } from '../function/function-environment.ts';
import { projectRoot, type Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

const timeoutMs = 60_000;

/** Runs the indexer's bootstrap function: what is missing of its indexes and aliases is created. Rejects with a `StackError`. */
export async function createIndexes(
  settings: FunctionSettings & Pick<Settings, 'ownOpensearch'>,
  log: (line: string) => void,
): Promise<void> {
  const bundle = join(projectRoot, 'artifacts', 'indexer', 'dist', 'bootstrap.mjs');
  if (!existsSync(bundle)) throw new StackError(`Expected the indexer's bundle at ${bundle}, got none.`, 'make build');
  const bootstrap = createFunction({
    name: 'bootstrap',
    bundle,
    env: functionEnvironment(settings),
    timeoutMs,
    memoryMb: 256,
    log,
  });
  try {
    await bootstrap.invoke({ isClusterShared: !settings.ownOpensearch });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackError(
      `The indexes could not be created at ${settings.opensearchUrl}: ${reason}`,
      'See `make logs`.',
    );
  } finally {
    await bootstrap.close();
  }
}
