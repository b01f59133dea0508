import { servers } from './servers.ts';

export interface StoredDocument {
  readonly index: string;
  readonly id: string;
  readonly source: Readonly<Record<string, unknown>>;
}

async function post(path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${servers.opensearchUrl}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

interface Hits {
  readonly hits: {
    readonly hits: readonly { _index: string; _id: string; _source: Record<string, unknown>; sort: unknown[] }[];
  };
}

/** The documents of `index` whose keyword `field` is `value`, after a refresh. */
export async function findDocuments(index: string, field: string, value: string): Promise<readonly StoredDocument[]> {
  await post(`/${index}/_refresh`);
  return toDocuments((await post(`/${index}/_search`, { size: 1_000, query: { term: { [field]: value } } })) as Hits);
}

/** Every document behind the read alias `index` that the query finds, page by page. */
export async function readAllDocuments(
  index: string,
  query: object = { match_all: {} },
): Promise<readonly StoredDocument[]> {
  await post(`/${index}/_refresh`);
  const all: StoredDocument[] = [];
  for (let after: unknown[] | undefined; ; ) {
    const page = (await post(`/${index}/_search`, {
      size: 5_000,
      query,
      // Total within the one shard that each index has, whatever the documents hold.
      sort: [{ _seq_no: 'asc' }],
      ...(after && { search_after: after }),
    })) as Hits;
    all.push(...toDocuments(page));
    after = page.hits.hits.at(-1)?.sort;
    if (!after) return all;
  }
}

function toDocuments(page: Hits): StoredDocument[] {
  return page.hits.hits.map((hit) => ({ index: hit._index, id: hit._id, source: hit._source }));
}
