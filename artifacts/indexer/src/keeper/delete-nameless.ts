import { toKeyOfDocument } from '../core/encode-document-id.ts';
import { parseBody } from '../flow/send-request.ts';
import { sendUntilAnswered } from '../flow/send-until-answered.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { readPlaces } from './read-places.ts';
import type { Finding } from './slice.ts';

/**
 * Deletes a document that tells no key, so that no item can be its own: on condition that it still is what was looked at,
 * as the indexer may be writing one with a key to the same place.
 */
export async function deleteNameless(finding: Finding, dependencies: KeeperDependencies): Promise<Finding> {
  const { index, documentId } = finding;
  const [found] = await readPlaces([{ index, documentId }], dependencies);
  const deleted = { ...finding, kind: 'deleted', reason: `was ${finding.kind}` };
  if (found === undefined || found === 'absent') return deleted;
  if (toKeyOfDocument(documentId, found.source, dependencies.keyNames))
    return { ...finding, kind: 'written', reason: 'written by the indexer meanwhile' };
  const condition = { if_seq_no: found.seqNo, if_primary_term: found.primaryTerm };
  const body = `${JSON.stringify({ delete: { _index: index, _id: documentId, ...condition } })}\n`;
  const reply = await sendUntilAnswered({ method: 'POST', path: '/_bulk', body }, dependencies);
  const status = reply.kind === 'reply' && reply.status === 200 ? toStatus(parseBody(reply.text)) : undefined;
  if (status === 200 || status === 404) return deleted;
  const reason = status === 409 ? 'it keeps changing' : `got ${status ?? 'no answer'}`;
  return { ...finding, kind: 'failed', reason };
}

function toStatus(body: unknown): unknown {
  const answer = body as
    | { readonly items?: readonly { readonly delete?: { readonly status?: unknown } }[] }
    | undefined;
  return answer?.items?.[0]?.delete?.status;
}
