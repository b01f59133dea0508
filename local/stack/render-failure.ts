import type { Failure } from './stack-state.ts';

/** Why the stack is down, what its log said last, and what to do. */
export function renderFailure({ reason, remedy, lastLines }: Failure): string {
  const lines = lastLines.map((line) => `  | ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`);
  return `${[reason, ...lines, `Remedy: ${remedy}`].join('\n')}\n`;
}
