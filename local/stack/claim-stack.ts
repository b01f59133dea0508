import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from './has-code.ts';
import { isRunning, type ProcessIdentity } from './process-identity.ts';
import type { Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

/**
 * Makes this process the only supervisor of the data folder; returns what gives that up again.
 * Throws a `StackError` when a running process has claimed it. A claim whose process is gone does not count.
 */
export function claimStack({ dataDir }: Pick<Settings, 'dataDir'>, self: ProcessIdentity): () => void {
  const path = join(dataDir, 'stack.lock');
  const claim = () => writeFileSync(path, JSON.stringify(self), { flag: 'wx' });
  try {
    claim();
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    const owner = readClaim(path);
    if (owner && isRunning(owner)) {
      throw new StackError(`The data in ${dataDir} belong to a running stack (process ${owner.pid}).`, 'make status');
    }
    rmSync(path, { force: true });
    claim();
  }
  return () => rmSync(path, { force: true });
}

function readClaim(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
