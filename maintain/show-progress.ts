import { SingleBar } from 'cli-progress';
import type { Slice } from './slice.ts';

export interface ProgressDisplay {
  readonly update: (progress: Slice['progress']) => void;
  /** Clears the line, so that other lines can be written; the next update draws it again. */
  readonly hide: () => void;
}

const lineEveryMs = 10_000;

/** A bar for people; elsewhere, such as in a log, one plain line now and then. Both on standard error. */
export function showProgress(title: string, output: NodeJS.WriteStream = process.stderr): ProgressDisplay {
  return output.isTTY ? showBar(title, output) : showLines(title, output);
}

function showBar(title: string, stream: NodeJS.WriteStream): ProgressDisplay {
  let bar: SingleBar | undefined;
  const hide = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    update: ({ phase, done, total }) => {
      const shown = total === undefined ? { done: 0, total: 1 } : { done: Math.min(done, total), total };
      const count = total === undefined ? done.toLocaleString('en-US') : `${done}/${Math.max(done, total)}`;
      if (!bar) {
        bar = new SingleBar({
          format: `${title} {bar} {percentage}% | {phase} {count} | {duration_formatted}`,
          stream,
          clearOnComplete: true,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          // Ctrl-C is handled by who shows the bar.
          gracefulExit: false,
        });
        bar.start(shown.total, shown.done, { phase, count });
        return;
      }
      bar.setTotal(shown.total);
      bar.update(shown.done, { phase, count });
    },
    hide,
  };
}

function showLines(title: string, output: NodeJS.WriteStream): ProgressDisplay {
  let saidMs = Date.now();
  return {
    update: ({ phase, done, total }) => {
      if (Date.now() - saidMs < lineEveryMs) return;
      saidMs = Date.now();
      output.write(`${title}: ${phase}, ${done}${total === undefined ? '' : ` of ${Math.max(done, total)}`}\n`);
    },
    hide: () => {},
  };
}
