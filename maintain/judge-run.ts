import { judge } from '../artifacts/indexer/src/keeper/judge.ts';
import type { Command } from './parse-command.ts';
import type { Run } from './run-slices.ts';

export interface Judgement {
  /** `equal` or `differs` of a tool that only looks, `done` or `left` of one that acts; `unknown`. */
  readonly result: string;
  /** 0: all is well. 1: it is not. 2: nobody can tell. */
  readonly exitCode: 0 | 1 | 2;
}

/** What a run says. */
export function judgeRun({ tool, event }: Pick<Command, 'tool' | 'event'>, { end, kinds }: Run): Judgement {
  if (end !== 'done') return { result: 'unknown', exitCode: 2 };
  // Its findings are steps on its way: it ends only when the new index equals the table, or fails.
  if (tool === 'rebuild') return { result: 'done', exitCode: 0 };
  const result = judge(kinds, tool === 'verify' || (tool === 'repair' && event.dryRun === true));
  return { result, exitCode: result === 'equal' || result === 'done' ? 0 : 1 };
}
