import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerSuggest } from '../../artifacts/indexer/src/flow/answer-suggest.ts';
import { ask } from '../../bench/servers/open-search-api.ts';
import { createPlainLibrary } from '../relevance/create-plain-library.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { createApiClient } from './support/call-api.ts';
import { findWhole } from './support/find-whole.ts';
import { servers } from './support/servers.ts';

const library = createPlainLibrary('suggest');
beforeAll(library.load);
afterAll(library.remove);

const entities = [library.books, library.authors];
const suggest = (text: string, limit = 8) =>
  answerSuggest({ text, limit }, { entities, send: library.dependencies.send });
const suggestionsFor = async (text: string, limit = 8) => {
  const response = await findWhole(async () => {
    const answer = await suggest(text, limit);
    if (answer.kind !== 'found') throw new Error(`Expected suggestions, got ${JSON.stringify(answer)}.`);
    return answer.response;
  });
  return response.suggestions;
};
const textsFor = async (text: string, limit = 8): Promise<readonly string[]> =>
  (await suggestionsFor(text, limit)).map((suggestion) => suggestion.text);

test('completes each letter of a title and of a name', async () => {
  for (const typed of ['dr', 'dra', 'dracul', 'dracula']) expect(await textsFor(typed, 20)).toContain('Dracula');
  for (const typed of ['austen, j', 'jane a', 'jane austen']) expect(await textsFor(typed)).toContain('Austen, Jane');
  expect((await textsFor('frankenst'))[0]).toBe('Frankenstein; or, the modern prometheus');
});

test('puts what begins with the text before what only has it, whatever its case and accents', async () => {
  const [first, ...others] = await textsFor('MÝ ant');
  expect(first).toBe('My Ántonia');
  expect(others).toEqual([]);
  const titles = await textsFor('tom saw');
  expect(titles.slice(0, 2).sort()).toEqual(['Tom Sawyer Abroad', 'Tom Sawyer, Detective']);
  expect(titles).toContain('The Adventures of Tom Sawyer, Complete');
});

test('shows each wording once, however many books have it', async () => {
  const texts = await textsFor('heart of d', 20);

  expect(texts).toEqual([...new Set(texts)]);
  expect(texts).toContain('Heart of Darkness');
});

test('finds a misspelt name when nothing is called so', async () => {
  expect(await textsFor('dostoyevski')).toEqual(['Dostoyevsky, Fyodor']);
  expect(await textsFor('qqxxzzyyww')).toEqual([]);
});

test('has room for names beside many titles, and keeps to the limit', async () => {
  const suggestions = await suggestionsFor('ma', 4);

  expect(suggestions).toHaveLength(4);
  expect(new Set(suggestions.map(({ type }) => type))).toEqual(new Set(['Book', 'Author']));
});

test('says when a part of the index is missing, and takes its silence for no misspelling', async () => {
  const url = servers.opensearchUrl;
  const path = `/${library.authors.index}-v0`;
  // A part that has no names to put in order.
  await ask(url, {
    method: 'PUT',
    path,
    body: { mappings: { dynamic: false }, aliases: { [library.authors.index]: {} } },
  });

  const [typed, misspelt] = [await suggest('austen, j'), await suggest('dostoyevski')];
  await ask(url, { method: 'DELETE', path });

  expect(typed).toMatchObject({ response: { partial: true, suggestions: [{ text: 'Austen, Jane' }] } });
  expect(misspelt).toEqual({ kind: 'found', response: { partial: true, suggestions: [] } });
  expect(await textsFor('dostoyevski')).toEqual(['Dostoyevsky, Fyodor']);
});

test.each([
  ...hostileTexts.map(([name, text]) => [name, text.slice(0, 1_000)]),
  ['query operators', 'title:(a OR b) AND *:* ~2 "x" \\ /x/ [1 TO 2]'],
  ['a thousand letters', 'ﬃ'.repeat(1_000)],
  ['a thousand words', '戦'.repeat(1_000)],
  ['a thousand bytes', '\u{1f600}'.repeat(500)],
])('takes %s for words', async (_, text) => {
  expect(await suggest(String(text))).toMatchObject({ kind: 'found' });
});

test('is answered by the gateway, and refused with the reason when there is nothing to complete', async () => {
  const api = createApiClient(servers.apiUrl);

  expect(await api('GET', '/suggest?q=zzzznothing')).toMatchObject({ status: 200, body: { suggestions: [] } });
  expect(await api('GET', '/suggest?q=%20')).toMatchObject({
    status: 400,
    body: { type: '/problems/invalid-request' },
  });
  expect(await api('GET', '/suggest?q=a&limit=21')).toMatchObject({ status: 400 });
});
