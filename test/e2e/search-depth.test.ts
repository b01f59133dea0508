import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SearchRequest } from '../../artifacts/indexer/src/core/search/search-request.ts';
import type { SearchResponse } from '../../artifacts/indexer/src/core/search/search-response.ts';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { answer as answerRequest } from '../../artifacts/indexer/test/fixtures/ask-search.ts';
import { ask, recreateIndex } from '../../bench/servers/open-search-api.ts';
import { findWhole } from './support/find-whole.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

/** More books than OpenSearch counts through, in an index that is replaced in the end. */
const count = 10_050;
const url = servers.opensearchUrl;
const prefix = `depth${newId().slice(1, 11).toLowerCase()}`;
const entity = { ...book, index: prefix };
const create = (index: string) => recreateIndex(url, { index, definition: book.definition, aliases: [prefix] });
const answer = (overrides: Partial<SearchRequest>) =>
  answerRequest(createSend(url), { entity, text: 'volume', ...overrides });
const search = async (overrides: Partial<SearchRequest>): Promise<SearchResponse> => {
  const found = await answer(overrides);
  if (found.kind === 'problem') throw new Error(`Expected results, got ${JSON.stringify(found)}.`);
  return found.response;
};
const walk = async (overrides: Partial<SearchRequest>, pages = Number.POSITIVE_INFINITY) => {
  const ids: string[] = [];
  let next: string | undefined;
  for (let page = 0; page < pages && (page === 0 || next !== undefined); page++) {
    const found = await search({ limit: 100, ...overrides, next });
    ids.push(...found.results.map(({ id }) => id));
    next = found.next;
  }
  return { ids, next };
};

beforeAll(async () => {
  await create(`${prefix}-v1`);
  const lines = Array.from({ length: count }, (_, n) => {
    const title = `Volume${' and'.repeat(n % 5)}`;
    return `{"index":{"_id":"${n}"}}\n${JSON.stringify({ bookId: `b${n}`, title, version: 1 })}\n`;
  });
  const headers = { 'content-type': 'application/x-ndjson' };
  const filled = await fetch(`${url}/${prefix}-v1/_bulk?refresh=true`, {
    method: 'POST',
    headers,
    body: lines.join(''),
  });
  expect(await filled.json()).toMatchObject({ errors: false });
});
afterAll(() => ask(url, { method: 'DELETE', path: `/${prefix}-*` }));

test('leads by relevance as far as OpenSearch counts, and says from there on what to do', async () => {
  const { ids, next } = await walk({}, 99);
  const beyond = await answer({ limit: 100, next });

  expect(new Set(ids).size).toBe(9_900);
  expect(beyond).toMatchObject({
    problem: { status: 400, detail: expect.stringMatching(/10000 results.*`sort`.*`stable=true`/) },
  });
  expect((await search({ limit: 99, next })).results).toHaveLength(99);
});

test.each([
  ['in a stable search', { isStable: true }],
  ['by a sort', { sort: [{ field: 'title', order: 'desc' }] }],
] as const)('leads to the end %s', async (_, overrides) => {
  expect(new Set((await walk(overrides)).ids).size).toBe(count);
});

// The last one: it takes the index away.
test('says that a stable search is over once its index has been replaced', async () => {
  const { next } = await search({ isStable: true });
  await create(`${prefix}-v2`);
  await ask(url, { method: 'DELETE', path: `/${prefix}-v1` });

  expect(await answer({ isStable: true, next })).toMatchObject({
    problem: { status: 400, detail: expect.stringContaining('begin again') },
  });
  expect(await findWhole(() => search({ isStable: true }))).toMatchObject({ total: 0, partial: false });
});
