import { isDeepStrictEqual } from 'node:util';
import type { Clock } from './clock.ts';
import type { MappingLog } from './mapping-log.ts';
import type { MappingStatus } from './to-mapping-status.ts';
import { writeFileDurably } from './write-file-durably.ts';

const intervalMs = 1_000;
const longestSilenceMs = 5_000;

/**
 * Writes the status to a file until the signal fires, and then once more: every second when it has changed, else every
 * five, so that a reader can tell an idle mapping from a dead one.
 */
export async function writeStatus(options: {
  readonly file: string;
  readonly status: () => MappingStatus;
  readonly clock: Clock;
  readonly log: MappingLog;
  readonly until: AbortSignal;
}): Promise<void> {
  const { file, status, clock, log, until } = options;
  let written: { readonly status: MappingStatus; readonly atMs: number } | undefined;
  let isFailing = false;
  for (let isLast = false; !isLast; await clock.sleep(intervalMs, until)) {
    isLast = until.aborted;
    const current = status();
    const isSame = written !== undefined && isDeepStrictEqual(withoutTimes(written.status), withoutTimes(current));
    if (isSame && !isLast && clock.now() - (written?.atMs ?? 0) < longestSilenceMs) continue;
    written = { status: current, atMs: clock.now() };
    try {
      await writeFileDurably(file, `${JSON.stringify(current, null, 2)}\n`, { isSynced: false });
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ file, reason: String(error) }, 'the status cannot be written');
      isFailing = true;
    }
  }
}

const withoutTimes = ({ updatedAt: _, oldestPendingAgeMs: __, ...status }: MappingStatus) => status;
