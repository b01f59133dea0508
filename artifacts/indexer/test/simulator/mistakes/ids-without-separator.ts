import type { SendRequest } from '../../../src/flow/send-request.ts';
import { millrace, type Subject } from '../subject.ts';

/** The parts of a key are put one behind the other: `1` and `11` are the same as `11` and `1`. */
export const idsWithoutSeparator: Subject = {
  ...millrace,
  index: (records, entities, handed) => millrace.index(records, entities, { ...handed, send: joinIds(handed.send) }),
  toDocumentId: (documentId) => `S:Rental:${join(documentId)}`,
};

const rental = /"S:Rental:(\d+):(\d+)"/g;

function join(documentId: string): string {
  return documentId.replace(/^S:Rental:(\d+):(\d+)$/, '$1$2');
}

/** The ids are joined on the way to the server; on the way back each is again what was asked for. */
function joinIds(send: SendRequest): SendRequest {
  return async (request) => {
    const asked = [...(request.body ?? '').matchAll(rental)].map(([text]) => text);
    const body = request.body?.replace(rental, '"S:Rental:$1$2"');
    const reply = await send(body === undefined ? request : { ...request, body });
    if (reply.kind === 'none') return reply;
    return { ...reply, text: reply.text.replace(/"S:Rental:\d+"/g, (text) => asked.shift() ?? text) };
  };
}
