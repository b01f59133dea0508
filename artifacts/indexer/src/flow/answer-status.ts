import { unavailable } from '../core/http-answer.ts';
import type { Status } from '../core/to-status.ts';
import type { Answer } from './answer-search.ts';
import { measureStatus, type StatusDependencies } from './measure-status.ts';

/** Answers `GET /status`. Throws only for a fault of ours or of the deployment. */
export async function answerStatus(dependencies: StatusDependencies): Promise<Answer<Status>> {
  const measured = await measureStatus(dependencies);
  if (measured.kind === 'measured') return { kind: 'found', response: measured.status };
  return { kind: 'problem', problem: unavailable, reason: measured.reason };
}
