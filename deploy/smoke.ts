import type { Aws } from './aws.ts';
import type { Environment } from './read-env.ts';

const awaitHeartbeatSeconds = 180;

export interface Smoke {
  readonly isCaughtUp: boolean;
  /** What to say of it. */
  readonly text: string;
}

/** Waits until a heartbeat that is written from now on is searchable, and measures how far the index is behind. */
export async function smoke({ name, prefix }: Environment, { invoke }: Pick<Aws, 'invoke'>): Promise<Smoke> {
  const { payload, isError } = await invoke(`${prefix}-measure`, { awaitHeartbeatSeconds });
  const answer = parseJson(payload);
  if (isError || typeof answer.lagSeconds !== 'number') {
    const { errorType = 'no measurement', errorMessage = payload } = answer;
    const expected = `Expected a heartbeat to become searchable in ${name} within ${awaitHeartbeatSeconds} s`;
    const remedy = 'Where to look: docs/runbook.md';
    return { isCaughtUp: false, text: `${expected}, got ${errorType}: ${errorMessage}\n${remedy}` };
  }
  const parked = `${answer.parkedIsAtLeast === true ? 'at least ' : ''}${answer.parkedKeys}`;
  const text = `${name}: the index is ${answer.lagSeconds} s behind the table; parked keys: ${parked}, jobs: ${answer.jobs}`;
  return { isCaughtUp: true, text };
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
