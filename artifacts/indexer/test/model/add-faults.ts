import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../src/flow/send-request.ts';

/** What happens to one request, of many. */
export type Fault =
  | 'none'
  /** The server never saw it. */
  | 'lost'
  /** The server did it, and nobody heard. */
  | 'unheard'
  /** Nobody heard, and the server does it only some time later. */
  | 'late'
  /** Every second action of a bulk is turned away. */
  | 'half'
  /** The second half of a bulk is neither done nor answered. */
  | 'cut'
  /** The whole request is turned away. */
  | 'throttled'
  /** The invocation dies: nothing after this happens. */
  | 'killed';

export interface FaultPlan {
  readonly faults: readonly Fault[];
  /** Runs a job when its time comes. */
  readonly later: (job: () => Promise<unknown>) => void;
}

/** The same server behind a bad network: one fault for each request, none when they are used up. */
export function addFaults(send: SendRequest, { faults, later }: FaultPlan): SendRequest {
  const queue = [...faults];
  return async (request) => {
    const fault = queue.shift() ?? 'none';
    if (fault === 'lost') return { kind: 'none', reason: 'ConnectionError' };
    if (fault === 'throttled')
      return { kind: 'reply', status: 429, text: '{"error":{"type":"rejected"},"status":429}' };
    if (fault === 'killed') throw new Error('killed');
    if (fault === 'late') {
      later(() => send(request));
      return { kind: 'none', reason: 'TimeoutError' };
    }
    if ((fault === 'half' || fault === 'cut') && request.path === '/_bulk') return sendPart(request, fault, send);
    const reply = await send(request);
    return fault === 'unheard' ? { kind: 'none', reason: 'TimeoutError' } : reply;
  };
}

/** Sends some actions of a bulk; the others are answered 429, or not at all. */
async function sendPart(
  request: OpenSearchRequest,
  fault: 'half' | 'cut',
  send: SendRequest,
): Promise<OpenSearchReply> {
  const actions = toActions(request.body ?? '');
  const isSent = (i: number) => (fault === 'half' ? i % 2 === 1 : i < actions.length / 2);
  const sent = actions.filter((_, i) => isSent(i));
  const reply = await (sent.length > 0 ? send({ ...request, body: sent.join('') }) : nothingDone);
  if (reply.kind === 'none' || fault === 'cut') return reply;
  const answered = (JSON.parse(reply.text) as { items: object[] }).items;
  return {
    ...reply,
    text: JSON.stringify({ items: actions.map((action, i) => (isSent(i) ? answered.shift() : turnAway(action))) }),
  };
}

const nothingDone: OpenSearchReply = { kind: 'reply', status: 200, text: '{"items":[]}' };

function toActions(body: string): readonly string[] {
  const actions: string[] = [];
  for (const line of body.trimEnd().split('\n')) {
    if (/^\{"(?:index|create|delete)":\{"_index"/.test(line)) actions.push(`${line}\n`);
    else actions[actions.length - 1] += `${line}\n`;
  }
  return actions;
}

function turnAway(action: string): object {
  const head = JSON.parse(action.slice(0, action.indexOf('\n'))) as Record<string, object>;
  const [[name, place] = ['', {}]] = Object.entries(head);
  return { [name]: { ...place, status: 429, error: { type: 'rejected_execution_exception' } } };
}
