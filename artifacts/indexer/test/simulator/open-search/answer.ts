import type { Body } from './create-index-model.ts';

export interface Answer {
  readonly status: number;
  readonly body: Body;
}

export function problem(status: number, type: string, reason: string = type): Answer {
  return { status, body: { error: { root_cause: [{ type, reason }], type, reason }, status } };
}

export function missingIndex(name: string): Answer {
  return problem(404, 'index_not_found_exception', `no such index [${name}]`);
}

export const acknowledged: Answer = { status: 200, body: { acknowledged: true } };
