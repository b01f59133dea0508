import type { SendRequest } from '../../../artifacts/indexer/src/flow/send-request.ts';
import type { Document } from '../../../artifacts/indexer/test/simulator/check-laws.ts';
import type { Server } from '../../../artifacts/indexer/test/simulator/create-simulation.ts';
import { maxBodyBytes } from '../../../artifacts/indexer/test/simulator/expected-document.ts';
import { newId } from './new-id.ts';
import { waitUntil } from './wait-until.ts';

/** Requests to a real OpenSearch, not by way of the indexer's own client. */
export function createSend(url: string): SendRequest {
  return async ({ method, path, query, body }) => {
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const type = path === '/_bulk' ? 'application/x-ndjson' : 'application/json';
    const headers = body === undefined ? {} : { 'content-type': type };
    const answer = await fetch(`${url}${path}${search}`, { method, headers, ...(body !== undefined && { body }) });
    return { kind: 'reply', status: answer.status, text: await answer.text() };
  };
}

/** A real OpenSearch as the server of the simulator's histories, behind a limit of bytes as AWS has one. */
export function createOpenSearchServer(url: string, prefix: string): Server {
  const send = createSend(url);
  return {
    send: async (request) => {
      const isTooLarge = Buffer.byteLength(request.body ?? '') > maxBodyBytes;
      return isTooLarge ? { kind: 'reply', status: 413, text: '{}' } : send(request);
    },
    documents: async (index, documentIds) => {
      if (documentIds.length === 0) return new Map();
      const body = JSON.stringify({ docs: documentIds.map((_id) => ({ _index: index, _id })) });
      const reply = await send({ method: 'POST', path: '/_mget', body });
      const { docs } = JSON.parse(reply.kind === 'reply' ? reply.text : '') as { docs: readonly Got[] };
      return new Map(docs.flatMap(({ _id, found, _source }) => (found ? [[_id, _source] as const] : [])));
    },
    jump: () => forgetTombstones(send, prefix),
  };
}

interface Got {
  readonly _id: string;
  readonly found?: boolean;
  readonly _source: Document;
}

/** What `gc_deletes` does after an hour, now, in the indexes whose names begin so. */
export async function forgetTombstones(send: SendRequest, prefix: string): Promise<void> {
  const put = (time: string) =>
    send({ method: 'PUT', path: `/${prefix}*/_settings`, body: JSON.stringify({ 'index.gc_deletes': time }) });
  await send({ method: 'PUT', path: `/${prefix}newest-tombstone` });
  await put('1ms');
  await untilForgotten(send, `${prefix}newest-tombstone`);
  await send({ method: 'POST', path: `/${prefix}*/_refresh` });
  await put('1h');
}

/**
 * Until the server's clock of tombstones, which moves in steps and stands still while the server is busy, has left all behind
 * that were made before: the newest, made here, lets a document of an older version in.
 */
async function untilForgotten(send: SendRequest, index: string): Promise<void> {
  const ofVersion = (method: 'PUT' | 'DELETE', path: string, version: number) =>
    send({
      method,
      path,
      query: { version: String(version), version_type: 'external' },
      ...(method === 'PUT' && { body: '{}' }),
    });
  const path = `/${index}/_doc/${newId()}`;
  await ofVersion('DELETE', path, 2);
  await waitUntil(
    async () => {
      await send({ method: 'POST', path: `/${index}/_refresh` });
      return ofVersion('PUT', path, 1);
    },
    (reply) => reply.kind === 'reply' && reply.status === 201,
  );
}
