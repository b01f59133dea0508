import type { OpenSearchReply, OpenSearchRequest, SendRequest } from '../../src/flow/send-request.ts';
import { createModelIndex, type ModelIndex, type ModelWrite } from './create-model-index.ts';

export interface OpenSearchModel {
  readonly send: SendRequest;
  /** Documents by id, as a search after a refresh would find them. */
  readonly documents: (index: string) => ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly addAlias: (alias: string, index: string) => void;
  readonly removeIndex: (index: string) => void;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * The part of OpenSearch that the indexer relies on, in memory: external versions, tombstones, compare-and-set, realtime
 * gets beside searches that see only what is refreshed, aliases, scrolls. Shares no code with the indexer. Answers in the
 * server's form, numbers as numbers: keep versions below 2⁵³.
 */
export function createOpenSearchModel(indexNames: readonly string[]): OpenSearchModel {
  const indexes = new Map(indexNames.map((name) => [`${name}-v1`, createModelIndex()]));
  const aliases = new Map(indexNames.map((name) => [`${name}-write`, new Set([`${name}-v1`])]));
  const scrolls = new Map<string, object[][]>();

  const routes: readonly (readonly [
    RegExp,
    (match: RegExpExecArray, request: OpenSearchRequest) => OpenSearchReply,
  ])[] = [
    [/^GET \/_alias\/(.+)$/, ([, names = '']) => listAliases(names.split(','), aliases)],
    [/^POST \/_bulk$/, (_, { body = '' }) => writeBulk(body, indexes)],
    [/^POST \/_mget$/, (_, { body = '' }) => getMany(body, indexes)],
    [/^POST \/(.+)\/_refresh$/, ([, name = '']) => refresh(indexes.get(name))],
    [
      /^POST \/_search\/scroll$/,
      (_, { body = '' }) => nextPage((JSON.parse(body) as { scroll_id: string }).scroll_id, scrolls),
    ],
    [/^DELETE \/_search\/scroll$/, () => json(200, { succeeded: true })],
    [
      /^POST \/(.+)\/_search$/,
      ([, name = ''], { body = '' }) => startScroll(indexes.get(name), JSON.parse(body) as Body, scrolls),
    ],
  ];
  return {
    send: async (request) => {
      for (const [pattern, answer] of routes) {
        const match = pattern.exec(`${request.method} ${request.path}`);
        if (match) return answer(match, request);
      }
      throw new Error(`The model has no ${request.method} ${request.path}.`);
    },
    documents: (name) => indexes.get(name)?.documents() ?? new Map(),
    addAlias: (alias, name) => {
      if (!indexes.has(name)) indexes.set(name, createModelIndex());
      aliases.set(alias, (aliases.get(alias) ?? new Set()).add(name));
    },
    removeIndex: (name) => {
      indexes.delete(name);
      for (const names of aliases.values()) names.delete(name);
    },
  };
}

function json(status: number, body: unknown): OpenSearchReply {
  return { kind: 'reply', status, text: JSON.stringify(body) };
}

function listAliases(wanted: readonly string[], aliases: ReadonlyMap<string, ReadonlySet<string>>): OpenSearchReply {
  const found: Record<string, { aliases: Record<string, object> }> = {};
  for (const alias of wanted) {
    for (const index of aliases.get(alias) ?? []) {
      found[index] = { aliases: { ...found[index]?.aliases, [alias]: {} } };
    }
  }
  const isWhole = wanted.every((alias) => (aliases.get(alias)?.size ?? 0) > 0);
  return isWhole ? json(200, found) : json(404, { error: 'alias missing', status: 404, ...found });
}

function writeBulk(text: string, indexes: ReadonlyMap<string, ModelIndex>): OpenSearchReply {
  const lines = text.trimEnd().split('\n');
  const items: object[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [[name, action] = ['', {}]] = Object.entries(JSON.parse(lines[i] ?? '') as Record<string, Body>);
    const source = name === 'delete' ? undefined : (JSON.parse(lines[++i] ?? '') as Body);
    const { _index, _id, ...guard } = action as { _index: string; _id: string };
    const write = { name, id: _id, source, ...guard } as ModelWrite;
    const result = indexes.get(_index)?.write(write) ?? { status: 404, error: { type: 'index_not_found_exception' } };
    items.push({ [name]: { _index, _id, ...result } });
  }
  return json(200, { items });
}

function getMany(text: string, indexes: ReadonlyMap<string, ModelIndex>): OpenSearchReply {
  const { docs } = JSON.parse(text) as { docs: { _index: string; _id: string }[] };
  return json(200, { docs: docs.map(({ _index, _id }) => ({ _index, _id, ...indexes.get(_index)?.get(_id) })) });
}

function refresh(index: ModelIndex | undefined): OpenSearchReply {
  if (!index) return json(404, { error: { type: 'index_not_found_exception' } });
  index.refresh();
  return json(200, { _shards: { total: 1, successful: 1, failed: 0 } });
}

interface TermsSearch {
  readonly size: number;
  readonly query: {
    readonly bool: { readonly filter: { readonly terms: Readonly<Record<string, readonly unknown[]>> } };
  };
}

function startScroll(index: ModelIndex | undefined, body: Body, scrolls: Map<string, object[][]>): OpenSearchReply {
  if (!index) return json(404, { error: { type: 'index_not_found_exception' } });
  const { size, query } = body as unknown as TermsSearch;
  const [[field, values] = ['', []]] = Object.entries(query.bool.filter.terms);
  const hits = index.search((source) => values.includes(source[field]));
  const pages: object[][] = [];
  for (let i = 0; i < hits.length; i += size) pages.push(hits.slice(i, i + size));
  const id = `scroll-${scrolls.size}`;
  scrolls.set(id, pages);
  return nextPage(id, scrolls);
}

function nextPage(id: string, scrolls: ReadonlyMap<string, object[][]>): OpenSearchReply {
  const hits = scrolls.get(id)?.shift() ?? [];
  return json(200, { _scroll_id: id, timed_out: false, _shards: { total: 1, failed: 0 }, hits: { hits } });
}
