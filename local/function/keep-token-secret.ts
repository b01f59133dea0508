import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the file in the data folder. */
export const tokenSecretFile = 'token-secret';

/**
 * What the search signs its tokens with: drawn once for a data folder, so that a token outlives a restart of the stack. In
 * AWS Terraform draws it and keeps it in its state.
 */
export function keepTokenSecret(dataDir: string): string {
  const path = join(dataDir, tokenSecretFile);
  const fresh = `${path}.${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fresh, randomBytes(32).toString('hex'), { mode: 0o600 });
  try {
    // A link is made whole or not at all: of two processes that start at once, both use the one that came first.
    linkSync(fresh, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(path, 'utf8');
    // Some file systems have no links.
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
  return readFileSync(path, 'utf8');
}
