import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../../src/flow/send-request.ts';
import type { Handed } from '../create-world.ts';
import { millrace, type Subject } from '../subject.ts';

/** The indexer as it is, with something else in its hands, anew for each invocation. */
export function withHanded(change: (handed: Handed) => Handed): Subject {
  return {
    ...millrace,
    index: (records, entities, handed) => millrace.index(records, entities, change(handed)),
    work: (ids, handed) => millrace.work(ids, change(handed)),
  };
}

/** The same server, each bulk request and each item of its answer as somebody misread it. */
export function misread(
  send: SendRequest,
  {
    toRequest = (body) => body,
    toItem = (item) => item,
  }: {
    readonly toRequest?: (body: string) => string;
    readonly toItem?: (item: BulkItem) => BulkItem;
  },
): SendRequest {
  return async (request: OpenSearchRequest): Promise<OpenSearchReply> => {
    if (request.path !== '/_bulk') return send(request);
    const reply = await send({ ...request, body: toRequest(request.body ?? '') });
    if (reply.kind === 'none' || reply.status !== 200) return reply;
    const { items = [] } = JSON.parse(reply.text) as { items?: readonly Readonly<Record<string, BulkItem>>[] };
    const misreadItems = items.map((named) =>
      Object.fromEntries(Object.entries(named).map(([name, item]) => [name, toItem(item)])),
    );
    return { ...reply, text: JSON.stringify({ items: misreadItems }) };
  };
}

export interface BulkItem {
  readonly _index: string;
  readonly _id: string;
  readonly status: number;
  readonly result?: string;
  readonly error?: object;
}

export function toDone({ _index, _id }: BulkItem): BulkItem {
  return { _index, _id, status: 200, result: 'updated' };
}
