import type { Command } from './parse-command.ts';
import type { Run } from './run-slices.ts';

export interface Judgement {
  /** `equal` or `differs` of a tool that only looks, `done` or `left` of one that acts; `unknown`. */
  readonly result: string;
  /** 0: all is well. 1: it is not. 2: nobody can tell. */
  readonly exitCode: 0 | 1 | 2;
}

/** What became of a place that is as it should be now. */
const wellKinds = ['written', 'deleted', 'applied', 'cleared'];

/** What a run says. A word that is not known counts as something left: all is well only where that is certain. */
export function judgeRun({ tool, event }: Pick<Command, 'tool' | 'event'>, { end, kinds }: Run): Judgement {
  if (end !== 'done') return { result: 'unknown', exitCode: 2 };
  // Its findings are steps on its way: it ends only when the new index equals the table, or fails.
  if (tool === 'rebuild') return { result: 'done', exitCode: 0 };
  const isWell = Object.keys(kinds).every((kind) => wellKinds.includes(kind));
  const isComparison = tool === 'verify' || (tool === 'repair' && event.dryRun === true);
  if (isComparison) return isWell ? { result: 'equal', exitCode: 0 } : { result: 'differs', exitCode: 1 };
  return isWell ? { result: 'done', exitCode: 0 } : { result: 'left', exitCode: 1 };
}
