import type { OpenSearchReply, OpenSearchRequest, SendRequest } from './send-request.ts';

interface SendingDependencies {
  readonly send: SendRequest;
  /** Waits before a repetition; false when no time is left for it. */
  readonly pause: (attempt: number) => Promise<boolean>;
}

/** Sends a request that may be repeated, again and again while its answer is none, or one that passes. */
export async function sendUntilAnswered(
  request: OpenSearchRequest,
  { send, pause }: SendingDependencies,
): Promise<OpenSearchReply> {
  for (let attempt = 1; ; attempt++) {
    const reply = await send(request);
    const isPassing = reply.kind === 'none' || reply.status === 408 || reply.status === 429 || reply.status >= 500;
    if (!isPassing || !(await pause(attempt))) return reply;
  }
}
