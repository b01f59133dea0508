import { type ProblemName, problemAdvice } from './problem-advice.ts';

/** Why a request did not do what it should, for the one in front of the page. */
export interface Problem {
  readonly name: ProblemName;
  /** The rule that refused it. */
  readonly meaning: string;
  /** What to do. */
  readonly advice: string;
  /** More, as the API says it. */
  readonly detail?: string;
  /** How long the API asks to wait before the next try. */
  readonly retryAfterMs?: number;
}

export function createProblem(name: ProblemName, more: Pick<Problem, 'detail' | 'retryAfterMs'> = {}): Problem {
  return { name, ...problemAdvice[name], ...more };
}

/** The problem in an answer that is no success. One without a body that the contract knows came from something in between. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): Problem {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const more = {
    ...(Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}),
    ...(isObject(body) && typeof body.detail === 'string' ? { detail: body.detail } : {}),
  };
  const name = isObject(body) && typeof body.type === 'string' ? body.type.replace('/problems/', '') : '';
  return createProblem(isProblemName(name) ? name : nameByStatus(status), more);
}

function nameByStatus(status: number): ProblemName {
  if (status === 403) return 'forbidden';
  if (status === 413) return 'item-too-large';
  if (status === 429) return 'throttled';
  return status >= 502 && status <= 504 ? 'unavailable' : 'internal';
}

function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(problemAdvice, name);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** After these nobody knows whether a command was carried out. */
export function isOutcomeUnknown({ name }: Problem): boolean {
  return name === 'no-answer' || name === 'answer-late' || name === 'unavailable' || name === 'internal';
}
