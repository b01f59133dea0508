import { IndexerError } from '../core/errors.ts';
import { type JsonObject, parseExactly, toNumber, toRecord } from '../core/exact-json.ts';
import { nextRange, type Part } from '../core/part.ts';
import { parseVersion } from '../core/read-document.ts';
import { readHits } from '../core/read-hits.ts';
import { throwIfFatal } from './send-request.ts';
import { sendUntilAnswered } from './send-until-answered.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** Where a scan of one index stands: everything up to `after` in this shard, and all shards before it, has been seen. */
export interface IndexPosition {
  readonly shard: number;
  /** Sequence number of the last document seen; −1 at the beginning. */
  readonly after: number;
  /**
   * Sequence number that the shard's newest document had when its scan began. What is written later gets a higher one
   * and is not part of the scan.
   */
  readonly until: number | undefined;
}

export interface IndexScan {
  /** Concrete index. */
  readonly index: string;
  readonly shards: number;
  /** Query of OpenSearch; absent: all documents. */
  readonly query?: object;
  /** Fields that are handed on; `true`: all. */
  readonly fields: readonly string[] | true;
  readonly size: number;
  /** Only this share of the documents; absent: all. */
  readonly part?: Part | undefined;
}

export interface ScannedDocument {
  readonly documentId: string;
  readonly externalVersion: bigint;
  /** Numbers as `ExactNumber`. */
  readonly source: Readonly<Record<string, unknown>>;
}

export interface IndexPage {
  readonly documents: readonly ScannedDocument[];
  /** Undefined when all shards have been seen. */
  readonly next: IndexPosition | undefined;
}

type Dependencies = Pick<WriteDependencies, 'send' | 'pause'>;

export const indexStart: IndexPosition = { shard: 0, after: -1, until: undefined };

/**
 * One page of the documents that stood in an index when the scan of their shard began, shard by shard in the order of
 * their sequence numbers: a place that can be returned to at any time, from any process, without a snapshot that somebody
 * keeps. A document that is written meanwhile moves behind the end. Refresh the index before the first page; undefined
 * when the page could not be had whole.
 */
export async function scanIndex(
  scan: IndexScan,
  position: IndexPosition,
  dependencies: Dependencies,
): Promise<IndexPage | undefined> {
  const { shard } = position;
  if (shard >= scan.shards) return { documents: [], next: undefined };
  const until = position.until ?? (await findNewest(scan, shard, dependencies));
  if (until === undefined) return undefined;
  const range = nextRange(position.after, scan.part);
  const end = shard + 1 < scan.shards ? { shard: shard + 1, after: -1, until: undefined } : undefined;
  if (range.after >= until) return { documents: [], next: end };
  const hits = await search(scan, { shard, after: range.after, until: Math.min(range.until, until) }, dependencies);
  if (!hits) return undefined;
  const documents = hits.map(({ _id, _version, _source }) => ({
    documentId: String(_id),
    externalVersion: parseVersion(_version),
    source: toRecord(_source),
  }));
  const last = toNumber(toRecord(hits.at(-1))._seq_no);
  if (last !== undefined && hits.length === scan.size) return { documents, next: { shard, after: last, until } };
  return { documents, next: range.until < until ? { shard, after: range.until, until } : end };
}

/** Makes every write that was acknowledged before visible to searches of the primaries. False when that is not certain. */
export async function refreshIndex(index: string, dependencies: Dependencies): Promise<boolean> {
  const request = { method: 'POST', path: `/${index}/_refresh` } as const;
  const reply = await sendUntilAnswered(request, dependencies);
  throwIfFatal(request, reply);
  if (reply.kind === 'none') return false;
  const body = parseExactly(reply.text);
  // A shard that nobody has is not counted among the failed.
  return isWhole(body) && Number(toNumber(toRecord(body._shards).successful)) > 0;
}

/** How many primary shards an index has; undefined when that could not be found out. */
export async function countShards(index: string, dependencies: Dependencies): Promise<number | undefined> {
  const request = { method: 'GET', path: `/${index}/_settings/index.number_of_shards` } as const;
  const reply = await sendUntilAnswered(request, dependencies);
  throwIfFatal(request, reply);
  if (reply.kind === 'none' || reply.status !== 200) return undefined;
  const settings = toRecord(toRecord(parseExactly(reply.text)[index]).settings);
  const count = Number(toRecord(settings.index).number_of_shards);
  if (Number.isInteger(count) && count > 0) return count;
  throw new IndexerError('search.index-missing', `Expected \`${index}\` to be an index, got an alias or nothing.`);
}

async function findNewest(scan: IndexScan, shard: number, dependencies: Dependencies): Promise<number | undefined> {
  const body = { size: 1, sort: [{ _seq_no: 'desc' }], seq_no_primary_term: true, _source: false };
  const hits = await ask(scan, shard, { ...body, query: toQuery(scan) }, dependencies);
  return hits && (toNumber(hits[0]?._seq_no) ?? -1);
}

function search(
  scan: IndexScan,
  { shard, after, until }: IndexPosition,
  dependencies: Dependencies,
): Promise<readonly JsonObject[] | undefined> {
  const body = {
    size: scan.size,
    sort: [{ _seq_no: 'asc' }],
    seq_no_primary_term: true,
    version: true,
    _source: scan.fields,
    query: toQuery(scan, { range: { _seq_no: { gt: after, lte: until } } }),
  };
  return ask(scan, shard, body, dependencies);
}

function toQuery({ query = { match_all: {} } }: IndexScan, ...filters: readonly object[]): object {
  return { bool: { filter: [query, ...filters] } };
}

async function ask(
  { index }: IndexScan,
  shard: number,
  body: object,
  d: Dependencies,
): Promise<readonly JsonObject[] | undefined> {
  const preference = { preference: `_shards:${shard}|_primary` };
  const request = { method: 'POST', path: `/${index}/_search`, query: preference, body: JSON.stringify(body) } as const;
  const reply = await sendUntilAnswered(request, d);
  throwIfFatal(request, reply);
  if (reply.kind === 'none' || reply.status !== 200) return undefined;
  const answer = parseExactly(reply.text);
  const isAnswered = isWhole(answer) && toNumber(toRecord(answer._shards).total) === 1 && answer.timed_out === false;
  return isAnswered ? readHits(answer) : undefined;
}

/** Whether all shards have answered: one that has not may hold what is looked for. */
function isWhole(body: JsonObject): boolean {
  return toNumber(toRecord(body._shards).failed) === 0;
}
