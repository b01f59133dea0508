import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

type DataDirSettings = Pick<Settings, 'dataDir'>;

const mark = '.millrace';

/** All that the stack ever puts there; `make reset` deletes these and nothing else. */
const ownEntries = [
  'dynamodb',
  'opensearch',
  'stream',
  'failed-invocations',
  'seed',
  'logs',
  'token-secret',
  'stack.json',
  'stack.json.new',
  'stack.lock',
  mark,
] as const;

/**
 * Makes and marks the folder. Throws a `StackError` for one that cannot be written to, and for one that holds anything but
 * our marked data, as `make reset` empties it.
 */
export function openDataDir(settings: DataDirSettings): void {
  try {
    markDataDir(settings);
  } catch (error) {
    if (error instanceof StackError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackError(
      `Expected ${settings.dataDir} to be a folder that can be written to: ${reason}.`,
      'Choose another folder: MILLRACE_DATA_DIR=<folder> make up',
    );
  }
}

function markDataDir({ dataDir }: DataDirSettings): void {
  if (existsSync(dataDir) && !isOurs({ dataDir }) && readdirSync(dataDir).length > 0) {
    throw new StackError(
      `Expected ${dataDir} to be empty or a data folder of Millrace, got a folder with other files.`,
      'Choose an empty folder: MILLRACE_DATA_DIR=<folder> make up',
    );
  }
  mkdirSync(join(dataDir, 'logs'), { recursive: true });
  writeFileSync(join(dataDir, mark), 'Data of a local Millrace stack. `make reset` deletes it.\n');
}

export const isOurs = ({ dataDir }: DataDirSettings): boolean => existsSync(join(dataDir, mark));

/** Deletes our entries, and the folder when nothing else is in it. Returns the names that were not ours and stay. */
export function emptyDataDir({ dataDir }: DataDirSettings): readonly string[] {
  if (!isOurs({ dataDir })) {
    throw new StackError(
      `Expected ${dataDir} to be a data folder of Millrace, got a folder without the mark ${mark}; nothing was deleted.`,
      'Check MILLRACE_DATA_DIR.',
    );
  }
  // The mark goes last: a reset that was cut off can be repeated.
  for (const name of ownEntries) rmSync(join(dataDir, name), { recursive: true, force: true });
  const others = readdirSync(dataDir);
  if (others.length === 0) rmdirSync(dataDir);
  return others;
}
