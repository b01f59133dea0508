import { SingleBar } from 'cli-progress';

export interface ProgressDisplay {
  readonly update: (settledLines: number) => void;
  readonly stop: () => void;
}

export interface DisplayOptions {
  readonly title: string;
  readonly totalLines: number;
  /** Lines that an earlier run has settled. */
  readonly startLine: number;
}

const lineEveryMs = 5_000;

/** A bar for people; elsewhere, such as in a log, one plain line every few seconds. Both on standard error. */
export function showProgress(options: DisplayOptions): ProgressDisplay {
  return process.stderr.isTTY ? showBar(options) : showLines(options);
}

function showBar({ title, totalLines, startLine }: DisplayOptions): ProgressDisplay {
  const startedMs = Date.now();
  const rate = (lines: number) => perSecond(lines - startLine, Date.now() - startedMs);
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}% | {value}/{total} | {rate} books/s | {duration_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    // Ctrl-C is handled by who shows the bar.
    gracefulExit: false,
  });
  bar.start(totalLines, startLine, { rate: 0 });
  return {
    update: (lines) => bar.update(lines, { rate: rate(lines) }),
    stop: () => bar.stop(),
  };
}

function showLines({ title, totalLines, startLine }: DisplayOptions): ProgressDisplay {
  const startedMs = Date.now();
  let saidMs = startedMs;
  return {
    update: (lines) => {
      const nowMs = Date.now();
      if (nowMs - saidMs < lineEveryMs) return;
      saidMs = nowMs;
      const rate = perSecond(lines - startLine, nowMs - startedMs);
      process.stderr.write(`${title}: ${lines} of ${totalLines} lines, ${rate} books/s\n`);
    },
    stop: () => {},
  };
}

export const perSecond = (count: number, ms: number): number => Math.round((1_000 * count) / Math.max(1, ms));
