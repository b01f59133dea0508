import type { SendRequest } from './send-request.ts';

interface AdmissionDependencies {
  readonly send: SendRequest;
  /** Waits before a repetition; false when no time is left for it. */
  readonly pause: (attempt: number) => Promise<boolean>;
}

/**
 * Sends as `send` does, but waits out a 401 or 403 until the first request is let in: whoever has just been given rights, by a
 * domain that has just been made, may be unknown to it for a minute. A refusal after that is one.
 */
export function createAwaitAdmission({ send, pause }: AdmissionDependencies): SendRequest {
  let isAdmitted = false;
  return async (request) => {
    for (let attempt = 1; ; attempt++) {
      const reply = await send(request);
      const isRefused = reply.kind === 'reply' && (reply.status === 401 || reply.status === 403);
      isAdmitted ||= reply.kind === 'reply' && reply.status < 400;
      if (!isRefused || isAdmitted || !(await pause(attempt))) return reply;
    }
  };
}
