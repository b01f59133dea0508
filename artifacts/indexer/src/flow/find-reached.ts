import type { Entity } from '../core/entity.ts';
import { parseExactly, toNumber, toRecord } from '../core/exact-json.ts';
import { parseVersion } from '../core/read-document.ts';
import { readHits } from '../core/read-hits.ts';
import { isPartial } from '../core/search/is-partial.ts';
import { refreshIndex, type ScannedDocument } from './scan-index.ts';
import { throwIfFatal } from './send-request.ts';
import { sendUntilAnswered } from './send-until-answered.ts';
import type { WriteDependencies } from './write-dependencies.ts';
import { toReachedFields } from './write-reached.ts';

interface Wanted {
  readonly entity: Entity;
  /** The field by which documents refer to what has changed. */
  readonly by: string;
  readonly values: readonly string[];
  /** Concrete index. */
  readonly index: string;
  readonly maxInline: number;
}

export interface FoundReaches {
  /** Everything that refers to one of the values, the ones of `many` excepted. */
  readonly documents: readonly ScannedDocument[];
  /** Values that too much refers to, or nobody knows how much. */
  readonly many: ReadonlySet<string>;
}

type Dependencies = Pick<WriteDependencies, 'send' | 'pause'>;

/**
 * The documents of one index that refer to one of the values, as long as they are few: first a refresh, so that every
 * write acknowledged before is among them.
 */
export async function findReached(wanted: Wanted, dependencies: Dependencies): Promise<FoundReaches> {
  const all = { documents: [], many: new Set(wanted.values) };
  if (wanted.values.length === 0 || !(await refreshIndex(wanted.index, dependencies))) return all;
  const many = new Set<string>();
  for (let left = wanted.values; left.length > 0; left = left.filter((value) => !many.has(value))) {
    const answer = await search({ ...wanted, values: left }, dependencies);
    if (!answer) return all;
    if (answer.isWhole) return { documents: answer.documents, many };
    for (const value of findLargest(left, answer.counts, wanted.maxInline)) many.add(value);
  }
  return { documents: [], many };
}

/** What has to go, the largest first, so that the rest is few enough; one at least, as counts may be behind. */
function findLargest(
  values: readonly string[],
  counts: ReadonlyMap<string, number>,
  maxInline: number,
): readonly string[] {
  const ordered = [...values].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  let rest = ordered.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0);
  const gone: string[] = [];
  for (const value of ordered) {
    if (rest <= maxInline && gone.length > 0) break;
    gone.push(value);
    rest -= counts.get(value) ?? 0;
  }
  return gone;
}

interface Answer {
  readonly documents: readonly ScannedDocument[];
  readonly isWhole: boolean;
  /** Documents by value. */
  readonly counts: ReadonlyMap<string, number>;
}

async function search(wanted: Wanted, dependencies: Dependencies): Promise<Answer | undefined> {
  const { entity, by, index, values, maxInline } = wanted;
  const body = JSON.stringify({
    size: maxInline,
    sort: ['_doc'],
    version: true,
    track_total_hits: true,
    _source: toReachedFields(entity, by),
    query: { bool: { filter: { terms: { [by]: values } } } },
    aggs: { counts: { terms: { field: by, size: values.length } } },
  });
  // A replica may be behind a refresh that has been answered, where segments are copied to it.
  const request = { method: 'POST', path: `/${index}/_search`, query: { preference: '_primary' }, body } as const;
  const reply = await sendUntilAnswered(request, dependencies);
  throwIfFatal(request, reply);
  return reply.kind === 'reply' && reply.status === 200 ? toAnswer(parseExactly(reply.text)) : undefined;
}

function toAnswer(body: Readonly<Record<string, unknown>>): Answer | undefined {
  const hits = readHits(body);
  const { buckets } = toRecord(toRecord(body.aggregations).counts);
  if (isPartial(body) || !hits || !Array.isArray(buckets)) return undefined;
  const documents = hits.map(({ _id, _version, _source }) => ({
    documentId: String(_id),
    externalVersion: parseVersion(_version),
    source: toRecord(_source),
  }));
  const total = toNumber(toRecord(toRecord(body.hits).total).value);
  const counts = buckets.map(
    (bucket) => [String(toRecord(bucket).key), toNumber(toRecord(bucket).doc_count) ?? 0] as const,
  );
  return { documents, isWhole: total === documents.length, counts: new Map(counts) };
}
