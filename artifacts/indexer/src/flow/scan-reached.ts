import type { Reach } from '../core/change.ts';
import type { JoinedFields } from '../core/project-document.ts';
import { parseExactly, parseJoinedFields, parseVersion, toJoinedNames, toNumber, toRecord } from './parse-exactly.ts';
import { type OpenSearchReply, type OpenSearchRequest, type SendRequest, throwIfFatal } from './send-request.ts';

/** A document that may show something old. */
export interface FoundReach {
  readonly documentId: string;
  /** Which of the values it refers to. */
  readonly value: string;
  readonly externalVersion: bigint;
  readonly joined: JoinedFields;
}

interface Scan {
  readonly entity: Reach['entity'];
  readonly join: Reach['join'];
  readonly values: readonly string[];
  /** Concrete index. */
  readonly index: string;
}

interface Page {
  readonly documents: readonly FoundReach[];
  readonly scrollId: string;
}

const pageSize = 500;
/** How long OpenSearch keeps the snapshot between two pages. */
const keepAlive = '1m';

/**
 * Pages through the documents of one index that refer to one of the values: first a refresh, so that every write
 * acknowledged before is among them, then one consistent snapshot. A page that could not be had whole is `failed`, and
 * the last.
 */
export async function* scanReached(scan: Scan, send: SendRequest): AsyncGenerator<readonly FoundReach[] | 'failed'> {
  const refreshed = await ask({ method: 'POST', path: `/${scan.index}/_refresh` }, send);
  if (refreshed.kind === 'none' || !isWhole(parseExactly(refreshed.text))) return yield 'failed';

  let page = toPage(scan, await ask(toFirstRequest(scan), send));
  let scrollId: string | undefined;
  try {
    while (page && page.documents.length > 0) {
      scrollId = page.scrollId;
      yield page.documents;
      const body = JSON.stringify({ scroll: keepAlive, scroll_id: scrollId });
      page = toPage(scan, await send({ method: 'POST', path: '/_search/scroll', body }));
    }
    scrollId = page?.scrollId ?? scrollId;
    if (!page) yield 'failed';
  } finally {
    // A snapshot that is not given back goes by itself after a minute: the answer does not matter.
    if (scrollId)
      await send({ method: 'DELETE', path: '/_search/scroll', body: JSON.stringify({ scroll_id: scrollId }) });
  }
}

async function ask(request: OpenSearchRequest, send: SendRequest): Promise<OpenSearchReply> {
  const reply = await send(request);
  throwIfFatal(request, reply);
  return reply;
}

function toFirstRequest({ entity, join, values, index }: Scan): OpenSearchRequest {
  const query = { bool: { filter: { terms: { [join.by]: values } } } };
  const body = JSON.stringify({
    size: pageSize,
    sort: ['_doc'],
    version: true,
    _source: [join.by, ...toJoinedNames(entity)],
    query,
  });
  return { method: 'POST', path: `/${index}/_search`, query: { scroll: keepAlive }, body };
}

function toPage({ entity, join }: Scan, reply: OpenSearchReply): Page | undefined {
  if (reply.kind === 'none' || reply.status !== 200) return undefined;
  const body = parseExactly(reply.text);
  const hits = toRecord(body.hits).hits;
  const scrollId = body._scroll_id;
  if (!isWhole(body) || body.timed_out !== false || !Array.isArray(hits) || typeof scrollId !== 'string') {
    return undefined;
  }
  const documents = hits.map((hit) => {
    const { _id, _version, _source } = toRecord(hit);
    return {
      documentId: String(_id),
      value: String(toRecord(_source)[join.by]),
      externalVersion: parseVersion(_version),
      joined: parseJoinedFields(_source, entity),
    };
  });
  return { documents, scrollId };
}

/** Whether all shards have answered: one that has not may hold what is looked for. */
function isWhole(body: Readonly<Record<string, unknown>>): boolean {
  return toNumber(toRecord(body._shards).failed) === 0;
}
