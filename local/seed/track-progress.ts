/** What became of one line. */
export type LineOutcome =
  | { readonly kind: 'created' | 'already-there'; readonly bookId: string }
  | { readonly kind: 'refused'; readonly problem: string; readonly detail: string };

export interface RefusedLine {
  readonly line: number;
  /** Name of the API's problem, or `malformed-line`. */
  readonly problem: string;
  readonly detail: string;
}

/** The lines up to `doneThrough`, all of which are settled. Counts hold these lines alone. */
export interface Progress {
  readonly doneThrough: number;
  readonly created: number;
  readonly alreadyThere: number;
  readonly refused: number;
  /** The first of them, for the summary. */
  readonly firstRefused: readonly RefusedLine[];
  /** A book that must still be there when the load goes on later. */
  readonly lastBookId?: string;
}

export interface ProgressTracker {
  /** Lines begin in the order of the file and settle in any. */
  readonly begin: (line: number) => void;
  readonly settle: (line: number, outcome: LineOutcome) => void;
  readonly progress: () => Progress;
  /** Lines that are settled, the scattered ones behind `doneThrough` among them. */
  readonly settledLines: () => number;
}

export const noProgress: Progress = { doneThrough: 0, created: 0, alreadyThere: 0, refused: 0, firstRefused: [] };

const keptRefused = 20;

/**
 * Follows which lines are done while several are under way at once: a line counts as soon as every one before it is
 * settled, so that a load can go on from there. `onRefused` is called in the order of the file.
 */
export function trackProgress(start: Progress, onRefused: (refused: RefusedLine) => void): ProgressTracker {
  let progress = start;
  const open = new Map<number, LineOutcome | undefined>();
  let settled = 0;

  const fold = () => {
    for (const [line, outcome] of open) {
      if (outcome === undefined) return;
      open.delete(line);
      progress = { ...addOutcome(progress, line, outcome), doneThrough: line };
      if (outcome.kind === 'refused') onRefused({ line, problem: outcome.problem, detail: outcome.detail });
    }
  };

  return {
    begin: (line) => void open.set(line, undefined),
    settle: (line, outcome) => {
      open.set(line, outcome);
      settled += 1;
      fold();
    },
    progress: () => progress,
    settledLines: () => start.doneThrough + settled,
  };
}

function addOutcome(progress: Progress, line: number, outcome: LineOutcome): Progress {
  switch (outcome.kind) {
    case 'created':
      return { ...progress, created: progress.created + 1, lastBookId: outcome.bookId };
    case 'already-there':
      return { ...progress, alreadyThere: progress.alreadyThere + 1, lastBookId: outcome.bookId };
    case 'refused': {
      const { problem, detail } = outcome;
      const firstRefused = [...progress.firstRefused, { line, problem, detail }].slice(0, keptRefused);
      return { ...progress, refused: progress.refused + 1, firstRefused };
    }
  }
}
