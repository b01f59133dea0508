import type { Problem } from '../api/problem.ts';
import { isOutcomeUnknown } from '../api/problem.ts';
import type { Clash } from './command.ts';
import { compareVersions } from './compare-versions.ts';
import { listWritten, type Written } from './list-written.ts';
import { type Access, readItem } from './read-item.ts';
import { type Order, type Sent, sendCommand } from './send-command.ts';

export type Verdict =
  | { readonly kind: 'accepted'; readonly written: readonly Written[] }
  | { readonly kind: 'refused' | 'unknown'; readonly problem: Problem }
  | { readonly kind: 'clash'; readonly clash: Clash };

export interface Attempt {
  readonly order: Order;
  /** An earlier attempt may have gone through without our hearing of it. */
  readonly isRepeat: boolean;
  readonly access: Access;
  readonly pause: (ms: number) => Promise<void>;
}

/** How often a command is sent whose transaction met another one, or that was throttled: nothing was changed then. */
const attempts = 4;
const defaultPauseMs = 1000;

export async function performCommand(attempt: Attempt): Promise<Verdict> {
  const sent = await sendUntilDecided(attempt);
  if (sent.isOk) return { kind: 'accepted', written: listWritten(attempt.order, sent.data?.version) };
  if (isOutcomeUnknown(sent.problem)) return { kind: 'unknown', problem: sent.problem };
  if (sent.problem.name === 'version-mismatch') return explainMismatch(attempt, sent.problem);
  if (attempt.isRepeat) return lookBehindRefusal(attempt, sent.problem);
  return { kind: 'refused', problem: sent.problem };
}

async function sendUntilDecided({ order, access, pause }: Attempt): Promise<Sent> {
  for (let left = attempts - 1; ; left -= 1) {
    const sent = await sendCommand(order, access);
    if (sent.isOk || left === 0 || !isPassing(sent.problem)) return sent;
    await pause(sent.problem.retryAfterMs ?? defaultPauseMs);
  }
}

/** Nothing was changed, and the same again may go through. */
export function isPassing({ name }: Problem): boolean {
  return name === 'conflict' || name === 'throttled';
}

/** The item is at another version. Where it says what was to be written, the earlier attempt, or somebody else, has done it. */
async function explainMismatch({ order, access }: Attempt, problem: Problem): Promise<Verdict> {
  const { command } = order;
  const [target] = listWritten(order, undefined);
  if (!('mine' in command) || target === undefined) return { kind: 'refused', problem };
  const reply = await readItem(target, access);
  if (!reply.isOk) return { kind: isOutcomeUnknown(reply.problem) ? 'unknown' : 'refused', problem: reply.problem };
  const clash = compareVersions(command, reply.data);
  return clash === undefined
    ? { kind: 'accepted', written: listWritten(order, reply.data.version) }
    : { kind: 'clash', clash };
}

/** A repeated command is refused by the very change that its earlier attempt made: then it went through. */
async function lookBehindRefusal({ order, access }: Attempt, problem: Problem): Promise<Verdict> {
  const { name } = order.command;
  const refused: Verdict = { kind: 'refused', problem };
  const [target] = listWritten(order, undefined);
  if (target === undefined) return refused;
  if (name.startsWith('Delete')) {
    const isGone = problem.name.endsWith('-not-found');
    return isGone ? { kind: 'accepted', written: listWritten(order, undefined) } : refused;
  }
  const isDone = problem.name.endsWith('-exists') || problem.name === 'book-not-missing';
  if (!isDone) return refused;
  const reply = await readItem(target, access);
  if (!reply.isOk) return isOutcomeUnknown(reply.problem) ? { kind: 'unknown', problem: reply.problem } : refused;
  return { kind: 'accepted', written: listWritten(order, reply.data.version) };
}
