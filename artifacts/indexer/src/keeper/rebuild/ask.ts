import { toRecord } from '../../core/exact-json.ts';
import { type OpenSearchRequest, parseBody, type SendRequest, throwIfFatal } from '../../flow/send-request.ts';
import { insist, openSearch } from '../insist.ts';
import type { KeeperDependencies } from '../keeper-dependencies.ts';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type AskDependencies = Pick<KeeperDependencies, 'pause'> & { readonly send: SendRequest };

/** Any 2xx, or an error of one of the expected types. What passes is asked again, everything else throws. */
export function ask(request: OpenSearchRequest, d: AskDependencies, expected: readonly string[] = []): Promise<Answer> {
  const attempt = async (): Promise<Answer | undefined> => {
    const reply = await d.send(request);
    if (reply.kind === 'none') return undefined;
    const body = toRecord(parseBody(reply.text));
    const isSuccess = reply.status >= 200 && reply.status <= 299;
    // Not acknowledged: not every node knows of it yet.
    if (isSuccess && body.acknowledged !== false) return { status: reply.status, body };
    if (expected.includes(String(toRecord(body.error).type))) return { status: reply.status, body };
    throwIfFatal(request, reply);
    return undefined;
  };
  return insist(openSearch, attempt, d);
}
