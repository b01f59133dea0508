import { IndexerError } from '../core/errors.ts';
import { unavailable } from '../core/http-answer.ts';
import type { Status } from '../core/to-status.ts';
import type { Answer } from './answer-search.ts';
import { measureStatus, type StatusDependencies } from './measure-status.ts';

/** Answers `GET /status`. Throws only for a fault of ours or of the deployment. */
export async function answerStatus(dependencies: StatusDependencies): Promise<Answer<Status>> {
  try {
    const measured = await measureStatus(dependencies);
    if (measured.kind === 'measured') return { kind: 'found', response: measured.status };
    return { kind: 'problem', problem: unavailable, reason: measured.reason };
  } catch (error) {
    // It is being made anew, as the index of any search may be.
    if (error instanceof IndexerError && error.code === 'search.index-missing') {
      return { kind: 'problem', problem: unavailable, reason: error.code };
    }
    throw error;
  }
}
