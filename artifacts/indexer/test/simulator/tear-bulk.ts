import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../src/flow/send-request.ts';

/** A bulk as requests of one action each; any other request as it is. */
export function splitBulk(request: OpenSearchRequest): readonly OpenSearchRequest[] {
  if (request.path !== '/_bulk') return [request];
  return toActions(request.body ?? '').map((body) => ({ ...request, body }));
}

/** `turnedAway`: every second action is answered 429 and not done. `cut`: the second half is neither done nor answered. */
export async function turnAwaySome(
  request: OpenSearchRequest,
  fault: 'turnedAway' | 'cut',
  server: SendRequest,
): Promise<OpenSearchReply> {
  if (request.path !== '/_bulk') return server(request);
  const actions = toActions(request.body ?? '');
  const isSent = (i: number): boolean => (fault === 'turnedAway' ? i % 2 === 1 : i < actions.length / 2);
  const sent = actions.filter((_, i) => isSent(i));
  const reply = await (sent.length > 0 ? server({ ...request, body: sent.join('') }) : nothingDone);
  if (reply.kind === 'none' || reply.status !== 200 || fault === 'cut') return reply;
  const answered = (JSON.parse(reply.text) as { items: object[] }).items;
  const items = actions.map((action, i) => (isSent(i) ? answered.shift() : turnAway(action)));
  return { ...reply, text: JSON.stringify({ errors: true, items }) };
}

const nothingDone: OpenSearchReply = { kind: 'reply', status: 200, text: '{"items":[]}' };

/** Each with its document, lines and all. */
function toActions(body: string): readonly string[] {
  const actions: string[] = [];
  for (const line of body.trimEnd().split('\n')) {
    if (/^\{"(?:index|create|delete)":\{"_index"/.test(line)) actions.push(`${line}\n`);
    else actions[actions.length - 1] += `${line}\n`;
  }
  return actions;
}

function turnAway(action: string): object {
  const head = JSON.parse(action.slice(0, action.indexOf('\n'))) as Record<string, { _index: string; _id: string }>;
  const [[name, place] = ['', undefined]] = Object.entries(head);
  const { _index, _id } = place ?? {};
  return { [name]: { _index, _id, status: 429, error: { type: 'rejected_execution_exception' } } };
}
