import { join } from 'node:path';
import type { LocalFunction } from '../function/create-function.ts';
import { type Clock, systemClock } from './clock.ts';
import { createConnectionWatch } from './create-connection-watch.ts';
import {
  createEventSourceMapping,
  type EventSourceMapping,
  type MappingEnd,
  type MappingOptions,
} from './create-event-source-mapping.ts';
import type { StreamSource } from './create-stream-source.ts';
import { createFailedBatchFolder } from './keep-failed-batch.ts';
import type { MappingLog } from './mapping-log.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { hasCode, StreamError } from './stream-error.ts';
import { writeStatus } from './write-status.ts';

export interface RunOptions extends Pick<MappingOptions, 'settings' | 'pollMs' | 'discoveryMs' | 'functionArn'> {
  readonly tableName: string;
  /** Holds `checkpoint.json` and `status.json`. */
  readonly stateDir: string;
  /** Holds the batches that are given up. */
  readonly failedDir: string;
  readonly source: StreamSource;
  readonly fn: LocalFunction;
  readonly log: MappingLog;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** How long a running invocation may go on after the signal. */
  readonly graceMs: number;
  readonly clock?: Clock;
}

const searchMs = 1_000;

/**
 * Follows a table: reads its stream, and the next one when the stream was switched off and on again or the table was made
 * anew. Resolves after the signal; rejects when the checkpoint cannot be used. Closes the function.
 */
export async function runMapping(options: RunOptions): Promise<void> {
  try {
    let endedArn: string | undefined;
    while (!options.signal.aborted) {
      const streamArn = await findNextStream(options, endedArn);
      const end = streamArn === undefined ? 'stopped' : await runOne(options, streamArn);
      // A stream that is gone is looked for again by its name: only one that was read to its end is done with.
      endedArn = end === 'ended' ? streamArn : undefined;
      if (end === 'gone') await (options.clock ?? systemClock).sleep(searchMs, options.signal);
    }
  } finally {
    await options.fn.close();
  }
}

/** Waits until the table has a stream other than the one that has ended. Undefined when the signal fires before. */
async function findNextStream(options: RunOptions, endedArn: string | undefined): Promise<string | undefined> {
  const { source, tableName, log, signal, clock = systemClock } = options;
  const connection = createConnectionWatch(log);
  let isTold = false;
  while (!signal.aborted) {
    try {
      const found = await Promise.race([source.findStreamArn(tableName), fired(signal)]);
      connection.answered(tableName);
      if (found !== undefined && found !== endedArn) return found;
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      if (!hasCode(error, 'ResourceNotFoundException')) connection.failed(tableName, error);
    }
    if (!isTold && connection.isUp()) log.info({ tableName }, 'waiting for the table to have a stream');
    isTold ||= connection.isUp();
    await clock.sleep(searchMs, signal);
  }
  return undefined;
}

const fired = (signal: AbortSignal) =>
  new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

async function runOne(options: RunOptions, streamArn: string): Promise<MappingEnd> {
  const { stateDir, failedDir, log, fn, clock = systemClock } = options;
  const checkpointFile = join(stateDir, 'checkpoint.json');
  const checkpoint = await openCheckpoint(checkpointFile, streamArn);
  const { replacedStreamArn } = checkpoint;
  if (replacedStreamArn !== undefined) {
    const fields = { file: checkpointFile, replacedStreamArn, streamArn };
    log.warn(fields, 'the checkpoint is that of another stream; reading the present one from its oldest change');
  }
  const mapping = createEventSourceMapping({
    ...options,
    ...{ streamArn, checkpoint, invoke: fn.invoke, clock },
    keepFailedBatch: createFailedBatchFolder(failedDir),
  });
  const ended = new AbortController();
  const file = join(stateDir, 'status.json');
  const reporting = writeStatus({ file, status: mapping.status, clock, log, until: ended.signal });
  log.info({ streamArn }, 'reading the stream');
  try {
    const end = await runUntil(mapping, options);
    log.info({ streamArn, end }, 'no longer reading the stream');
    return end;
  } finally {
    ended.abort();
    await reporting;
  }
}

async function runUntil(mapping: EventSourceMapping, { signal, graceMs }: RunOptions): Promise<MappingEnd> {
  const stop = () => void mapping.stop(graceMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await mapping.run();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
