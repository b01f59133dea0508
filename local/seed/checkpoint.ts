import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOurs } from '../stack/data-dir.ts';
import { writeFileDurably } from '../stream/write-file-durably.ts';
import { noProgress, type Progress } from './track-progress.ts';

/** What a load must know to go on: kept in the data folder by the file's content and the API's address. */
export interface Checkpoint extends Progress {
  readonly format: 1;
  /** How much of the report of refused lines belongs to `doneThrough`. */
  readonly reportBytes: number;
}

export interface CheckpointFile {
  /** The lines that were refused, one JSON object each. */
  readonly reportPath: string;
  /** What an interrupted load left; undefined when there is none that can be read. */
  readonly read: () => Checkpoint | undefined;
  readonly write: (checkpoint: Checkpoint) => Promise<void>;
  readonly remove: () => void;
}

export const noCheckpoint: Checkpoint = { ...noProgress, format: 1, reportBytes: 0 };

/** Opens the place of one load's checkpoint; `contentHash` comes from `hashFile`. */
export function openCheckpoint(place: {
  readonly dataDir: string;
  readonly contentHash: string;
  readonly apiUrl: string;
}): CheckpointFile {
  const key = createHash('sha256').update(`${place.contentHash}\n${place.apiUrl}`).digest('hex').slice(0, 16);
  const path = join(place.dataDir, 'seed', `${key}.json`);
  return {
    reportPath: join(place.dataDir, 'seed', `${key}.refused.ndjson`),
    read: () => parseCheckpoint(readText(path)),
    write: async (checkpoint) => {
      // A reset may have taken the folder away meanwhile: it must not come back as one that is not ours.
      if (isOurs(place)) await writeFileDurably(path, `${JSON.stringify(checkpoint)}\n`, { isSynced: false });
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/** A checkpoint that cannot be understood is none: loading a line twice does no harm. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  try {
    const value = JSON.parse(text) as Checkpoint | null;
    const numbers = [value?.doneThrough, value?.created, value?.alreadyThere, value?.refused, value?.reportBytes];
    const isWhole = value?.format === 1 && numbers.every(Number.isSafeInteger) && Array.isArray(value.firstRefused);
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}

/** SHA-256 of the file's bytes, as hexadecimal. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
