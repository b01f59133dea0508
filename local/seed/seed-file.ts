import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openDataDir } from '../stack/data-dir.ts';
import { StackError } from '../stack/stack-error.ts';
import { type Checkpoint, type CheckpointFile, hashFile, noCheckpoint, openCheckpoint } from './checkpoint.ts';
import { createLibraryApi, type LibraryApi } from './library-api.ts';
import { type LoadResult, loadFile } from './load-file.ts';
import { countLines } from './read-lines.ts';
import { showProgress } from './show-progress.ts';
import type { Progress } from './track-progress.ts';

export interface SeedOptions {
  readonly path: string;
  readonly dataDir: string;
  readonly apiUrl: string;
  readonly signal: AbortSignal;
}

export interface SeedReport extends LoadResult {
  readonly totalLines: number;
  /** What an earlier, interrupted load had done. */
  readonly start: Progress;
  readonly milliseconds: number;
  /** Holds all refused lines. */
  readonly reportPath: string;
}

/**
 * Loads a catalogue file through the API with a progress display, and goes on where an interrupted load of the same file
 * into the same API has ended. Rejects with a `StackError` when it cannot begin.
 */
export async function seedFile({ path, dataDir, apiUrl, signal }: SeedOptions): Promise<SeedReport> {
  await checkFile(path);
  const api = createLibraryApi(apiUrl);
  if (!(await api.isUp())) throw new StackError(`Expected the HTTP API at ${apiUrl}, got no answer.`, 'make up');
  openDataDir({ dataDir });
  const [contentHash, totalLines] = await Promise.all([hashFile(path), countReadable(path)]);
  const checkpointFile = openCheckpoint({ dataDir, contentHash, apiUrl });
  const start = await findStart(checkpointFile, api);
  const display = showProgress({ title: `Loading ${basename(path)}`, totalLines, startLine: start.doneThrough });
  const startedMs = performance.now();
  try {
    const result = await loadFile({ path, api, checkpointFile, start, signal, onProgress: display.update });
    const milliseconds = performance.now() - startedMs;
    return {
      ...result,
      totalLines,
      start,
      milliseconds,
      reportPath: checkpointFile.reportPath,
    };
  } finally {
    display.stop();
  }
}

/** Whether an interrupted load of this file into this API can go on. */
export async function isLoadUnfinished({ path, dataDir, apiUrl }: Omit<SeedOptions, 'signal'>): Promise<boolean> {
  return openCheckpoint({ dataDir, contentHash: await hashFile(path), apiUrl }).read() !== undefined;
}

/** The table may have been emptied since: then the last book is gone, and the load begins anew. */
async function findStart(checkpointFile: CheckpointFile, api: LibraryApi): Promise<Checkpoint> {
  const checkpoint = checkpointFile.read();
  if (!checkpoint) return noCheckpoint;
  if (checkpoint.lastBookId === undefined) return noCheckpoint;
  return (await api.hasBook(checkpoint.lastBookId)) ? checkpoint : noCheckpoint;
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) {
    const got = found ? 'something else' : 'nothing';
    throw new StackError(`Expected a file at ${path}, got ${got}.`, 'make seed FILE=<catalogue.ndjson or .ndjson.gz>');
  }
  const isReadable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!isReadable) throw new StackError(`Expected ${path} to be readable, got no permission.`, `chmod u+r ${path}`);
}

/** Reads all of it once, so that a damaged file is refused before anything is stored. */
async function countReadable(path: string): Promise<number> {
  try {
    return await countLines(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StackError(
      `Expected ${path} to be whole, got a file that cannot be read to its end: ${reason}.`,
      'Fetch it again.',
    );
  }
}
