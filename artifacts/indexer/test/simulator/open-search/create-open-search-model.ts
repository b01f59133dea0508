import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../../src/flow/send-request.ts';
import { type Answer, acknowledged, missingIndex, problem } from './answer.ts';
import { answerBulk, answerMget } from './answer-bulk.ts';
import { answerSearch } from './answer-search.ts';
import { type AliasAction, type Cluster, createCluster } from './create-cluster.ts';
import { type Body, type Source, toFlatSettings } from './create-index-model.ts';
import { filterAnswer } from './filter-answer.ts';
import { toMatches } from './match-query.ts';

export interface OpenSearchModel {
  readonly send: SendRequest;
  /** Documents by id, as a search after a refresh would find them. */
  readonly documents: (index: string) => ReadonlyMap<string, Source>;
  /** Names of the indexes behind an alias. */
  readonly behind: (alias: string) => readonly string[];
  readonly createIndex: (index: string, definition: Body) => void;
  readonly addAlias: (alias: string, index: string) => void;
  readonly removeIndex: (index: string) => void;
}

interface OpenSearchOptions {
  readonly nowMs?: () => number;
  /** Bytes of a request's body, above which it is answered 413. */
  readonly maxBodyBytes?: number;
  readonly written?: (index: string, id: string, after: Source | undefined) => void;
}

/**
 * The part of OpenSearch that the indexer and its tools rely on, in memory: external versions, tombstones, compare-and-set,
 * refusals by the mapping, realtime gets beside searches that see only what is refreshed, sequence numbers, aliases. Shares
 * no code with the indexer. Answers in the server's form, numbers as numbers: keep versions below 2⁵³. What it does not
 * know it does not answer: it throws. Held against the real server by `test/e2e/open-search-model.test.ts`.
 */
export function createOpenSearchModel(options: OpenSearchOptions = {}): OpenSearchModel {
  const { nowMs = () => 0, maxBodyBytes = Number.POSITIVE_INFINITY, written = () => {} } = options;
  const cluster = createCluster({ nowMs, written });
  const answer = (request: OpenSearchRequest): Answer => {
    if (Buffer.byteLength(request.body ?? '') > maxBodyBytes) return problem(413, 'too_large');
    const [path = '', search = ''] = request.path.split('?');
    const query = { ...Object.fromEntries(new URLSearchParams(search)), ...request.query };
    for (const [pattern, route] of routes) {
      const match = pattern.exec(`${request.method} ${decodeURIComponent(path)}`);
      if (match) return route({ names: match.slice(1), body: request.body ?? '', query, cluster });
    }
    throw new Error(`The model has no ${request.method} ${request.path}.`);
  };
  return {
    send: async (request) => {
      const { status, body } = answer(request);
      return toReply(status, filterAnswer(body, request.query?.filter_path));
    },
    documents: (name) => cluster.find(name)?.documents() ?? new Map(),
    behind: (alias) => cluster.resolve(alias).map(({ name }) => name),
    createIndex: (name, definition) => {
      cluster.create(name, definition);
    },
    addAlias: (alias, index) => {
      cluster.changeAliases([{ add: { index, alias } }]);
    },
    removeIndex: (name) => {
      cluster.remove(name);
    },
  };
}

function toReply(status: number, body: unknown): OpenSearchReply {
  return { kind: 'reply', status, text: JSON.stringify(body) };
}

interface Call {
  readonly names: readonly string[];
  readonly body: string;
  readonly query: Readonly<Record<string, string>>;
  readonly cluster: Cluster;
}

const routes: readonly (readonly [RegExp, (call: Call) => Answer])[] = [
  [/^POST \/_bulk$/, ({ body, cluster }) => answerBulk(body, cluster)],
  [/^(?:POST|GET) \/_mget$/, ({ body, query, cluster }) => answerMget(body, query, cluster)],
  [/^(?:POST|GET) \/([^/_][^/]*)\/_search$/, search],
  [/^(?:POST|GET) \/([^/_][^/]*)\/_count$/, count],
  [/^POST \/([^/_][^/]*)\/_refresh$/, refresh],
  [
    /^POST \/_aliases$/,
    ({ body, cluster }) => cluster.changeAliases((JSON.parse(body) as { actions: readonly AliasAction[] }).actions),
  ],
  [/^GET \/_alias$/, ({ cluster }) => cluster.listAliases(undefined, undefined)],
  [/^GET \/_alias\/([^/]+)$/, ({ names, cluster }) => cluster.listAliases(undefined, names[0])],
  [
    /^GET \/([^/_][^/]*)\/_alias(?:\/([^/]+))?$/,
    ({ names, query, cluster }) => cluster.listAliases(names[0], names[1], query.ignore_unavailable === 'true'),
  ],
  [/^GET \/([^/_][^/]*)\/_settings(?:\/index\.([^/]+))?$/, getSettings],
  [/^PUT \/([^/_][^/]*)\/_settings$/, putSettings],
  [/^GET \/([^/_][^/]*)\/_mapping$/, getMapping],
  [
    /^GET \/_cluster\/health\/([^/]+)$/,
    ({ names: [name = ''], cluster }) =>
      cluster.find(name) ? { status: 200, body: { status: 'green' } } : { status: 408, body: { timed_out: true } },
  ],
  [/^GET \/_cluster\/settings$/, ({ cluster }) => ({ status: 200, body: toClusterSettings(cluster) })],
  [/^PUT \/_cluster\/settings$/, putClusterSettings],
  [
    /^PUT \/([^/_][^/]*)$/,
    ({ names: [name = ''], body, cluster }) => cluster.create(name, JSON.parse(body || '{}') as Body),
  ],
  [/^DELETE \/([^/_][^/]*)$/, ({ names: [name = ''], cluster }) => cluster.remove(name)],
];

function search({ names: [name = ''], body, query, cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  return { status: 200, body: answerSearch(indexes, JSON.parse(body || '{}') as Body, query) as Body };
}

function count({ names: [name = ''], body, cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  const matches = toMatches((JSON.parse(body || '{}') as { query?: Body }).query);
  const found = indexes.reduce((sum, { index }) => sum + index.searchable().filter(matches).length, 0);
  return { status: 200, body: { count: found, _shards: toShards(indexes.length) } };
}

function refresh({ names: [name = ''], cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  for (const { index } of indexes) index.refresh();
  return { status: 200, body: { _shards: toShards(indexes.length) } };
}

function getSettings({ names: [name = '', wanted], cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  const entries = indexes.map(({ name: each, index }) => {
    const all = { number_of_shards: String(index.shards), ...toTexts(index.settings) };
    const shown = Object.fromEntries(Object.entries(all).filter(([key]) => wanted === undefined || key === wanted));
    return [each, { settings: { index: shown } }] as const;
  });
  return { status: 200, body: Object.fromEntries(entries) };
}

/** A value of null takes the setting back. */
function putSettings({ names: [name = ''], body, cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  const changed = toFlatSettings(JSON.parse(body));
  for (const { index } of indexes) {
    const all = { ...index.settings, ...changed };
    index.settings = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  }
  return acknowledged;
}

function getMapping({ names: [name = ''], cluster }: Call): Answer {
  const indexes = cluster.resolve(name);
  if (indexes.length === 0) return missingIndex(name);
  const entries = indexes.map(({ name: each, index }) => [each, { mappings: index.mappings }] as const);
  return { status: 200, body: Object.fromEntries(entries) };
}

function putClusterSettings({ body, cluster }: Call): Answer {
  const { persistent = {} } = JSON.parse(body) as { persistent?: Body };
  for (const [key, value] of Object.entries(persistent)) cluster.settings.set(key, value);
  return acknowledged;
}

function toClusterSettings({ settings }: Cluster): Body {
  return { persistent: Object.fromEntries(settings), transient: {} };
}

function toTexts(settings: Body): Body {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === 'object' ? value : String(value)]),
  );
}

function toShards(total: number): Body {
  return { total, successful: total, failed: 0 };
}
