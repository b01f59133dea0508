import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Checkpoint, CheckpointFile } from './checkpoint.ts';
import type { LibraryApi } from './library-api.ts';
import { ApiGoneError, type LoadContext, loadBook, type RetryOptions } from './load-book.ts';
import { parseLine } from './parse-line.ts';
import { queueByAuthor } from './queue-by-author.ts';
import { type Line, readLines } from './read-lines.ts';
import { type RefusedReport, reportRefused } from './report-refused.ts';
import { type LineOutcome, type Progress, type ProgressTracker, trackProgress } from './track-progress.ts';

export interface LoadOptions {
  readonly path: string;
  readonly api: LibraryApi;
  readonly checkpointFile: CheckpointFile;
  /** Where to go on; `noCheckpoint` for a fresh load. */
  readonly start: Checkpoint;
  /** Ends the load; what is done is kept. */
  readonly signal: AbortSignal;
  readonly onProgress?: (settledLines: number) => void;
  readonly retry?: RetryOptions;
}

export interface LoadResult {
  readonly end: 'done' | 'interrupted' | 'api-gone';
  readonly progress: Progress;
}

const concurrency = 16;
// Enough that books which wait for their author do not hold up the others; bounds what is in memory.
const readAhead = 256;
const saveEveryMs = 1_000;

/** Loads the books of a file through the API, from the checkpoint on. Rejects when the file cannot be read to its end. */
export async function loadFile(options: LoadOptions): Promise<LoadResult> {
  const { checkpointFile, start } = options;
  const report = reportRefused(checkpointFile.reportPath, start.reportBytes);
  const tracker = trackProgress(start, report.add);
  const save = () => checkpointFile.write(toCheckpoint(tracker, report));
  const saving = new AbortController();
  const saved = saveRegularly(save, saving.signal);
  let end: LoadResult['end'] | undefined;
  try {
    end = await settleLines(options, tracker);
  } finally {
    saving.abort();
    await saved;
    if (end === 'done') checkpointFile.remove();
    else await save();
    report.close();
  }
  return { end, progress: tracker.progress() };
}

async function settleLines(options: LoadOptions, tracker: ProgressTracker): Promise<LoadResult['end']> {
  const { path, api, start, signal, retry } = options;
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  const stop = () => stopping.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const settle = createSettler({ api, storedAuthors: new Set(), signal: stopping.signal, ...(retry && { retry }) });
  const window = createWindow(readAhead);
  const faults: unknown[] = [];
  try {
    for await (const line of readLines(path)) {
      if (line.number <= start.doneThrough) continue;
      await window.hasRoom();
      if (stopping.signal.aborted) break;
      window.enter();
      tracker.begin(line.number);
      settle(line)
        .then((outcome) => {
          tracker.settle(line.number, outcome);
          options.onProgress?.(tracker.settledLines());
        })
        .catch((error: unknown) => {
          if (!stopping.signal.aborted) faults.push(error);
          stop();
        })
        .finally(window.leave);
    }
  } finally {
    await window.drained();
    signal.removeEventListener('abort', stop);
  }
  const fault = faults[0];
  if (fault !== undefined && !(fault instanceof ApiGoneError)) throw fault;
  if (fault !== undefined) return 'api-gone';
  return stopping.signal.aborted ? 'interrupted' : 'done';
}

function createSettler(context: LoadContext): (line: Line) => Promise<LineOutcome> {
  const limit = pLimit(concurrency);
  const queue = queueByAuthor(context.storedAuthors);
  return async (line) => {
    const parsed = line.isText ? parseLine(line.text) : { isBook: false as const, detail: line.detail };
    if (!parsed.isBook) return { kind: 'refused', problem: 'malformed-line', detail: parsed.detail };
    return queue(parsed.book, () => limit(() => loadBook(parsed.book, context)));
  };
}

/** At most `size` may be inside: whoever enters has waited for `hasRoom`. One may wait at a time. */
function createWindow(size: number) {
  let inside = 0;
  let wake = () => {};
  const change = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  return {
    hasRoom: async () => {
      while (inside >= size) await change();
    },
    enter: () => {
      inside += 1;
    },
    leave: () => {
      inside -= 1;
      wake();
    },
    drained: async () => {
      while (inside > 0) await change();
    },
  };
}

const toCheckpoint = (tracker: ProgressTracker, report: RefusedReport): Checkpoint => ({
  ...tracker.progress(),
  format: 1,
  reportBytes: report.bytes(),
});

async function saveRegularly(save: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(saveEveryMs, undefined, { signal }).catch(() => {});
    if (!signal.aborted) await save();
  }
}
