import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseSearchEvent } from '../../artifacts/indexer/src/core/search/parse-search-event.ts';
import type { SearchResponse } from '../../artifacts/indexer/src/core/search/search-response.ts';
import { answerSearch } from '../../artifacts/indexer/src/flow/answer-search.ts';
import { createPlainLibrary } from '../relevance/create-plain-library.ts';
import { firstResults, judge, type Shown, sample } from '../relevance/judge.ts';

const library = createPlainLibrary('relevance');
beforeAll(library.load);
afterAll(library.remove);

async function search(q: string): Promise<SearchResponse> {
  const event = { resource: '/search', httpMethod: 'GET', queryStringParameters: { q, limit: String(firstResults) } };
  const asked = parseSearchEvent(event, [library.books]);
  if (asked.kind !== 'search') throw new Error(`Expected a search, got ${JSON.stringify(asked)}.`);
  const answer = await answerSearch(asked.request, { ...library.dependencies, tokenSecret: 'x'.repeat(32) });
  if (answer.kind !== 'found') throw new Error(`Expected an answer, got ${JSON.stringify(answer)}.`);
  return answer.response;
}
const shown = ({ results }: SearchResponse) => results.map(({ document }) => document as unknown as Shown);

test('judges at least 40 queries, each by something that must be found', () => {
  expect(sample.length).toBeGreaterThanOrEqual(40);
  expect(sample.filter(({ books = [], by }) => books.length === 0 && by === undefined)).toEqual([]);
  expect(new Set(sample.map(({ query }) => query)).size).toBe(sample.length);
});

test.each(sample.map((judgement) => [judgement.query, judgement] as const))(
  'has what "%s" is about in the first five',
  async (query, judgement) => {
    expect(judge(judgement, shown(await search(query)))).toEqual([]);
  },
);

test.each([
  ['Dostoyevski', 'Dostoyevsky'],
  ['frankenstien', 'frankenstein'],
  ['sherlok holmes', 'sherlock holmes'],
  ['wuthering hights', 'wuthering heights'],
  ['doriann grey wilde', 'dorian gray wilde'],
])('asks whether "%s" is meant to be "%s", which finds something as it is', async (typed, meant) => {
  const { approximate, didYouMean, total } = await search(typed);

  expect([approximate, didYouMean]).toEqual([true, meant]);
  expect(total).toBeGreaterThan(0);
  const second = await search(meant);
  expect([second.approximate, second.total > 0]).toEqual([undefined, true]);
});

test('takes no other number and no short word for one that is meant', async () => {
  for (const query of ['volume 7777', 'xq']) expect(await search(query)).toMatchObject({ total: 0, results: [] });
});

test('says that it does not know what is like nothing', async () => {
  const answer = await search('qqxxzzyyww');

  expect([answer.total, answer.didYouMean, answer.approximate]).toEqual([0, undefined, undefined]);
});
