import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { answer as answerRequest } from '../../artifacts/indexer/test/fixtures/ask-search.ts';
import { ask, recreateIndex } from '../../bench/servers/open-search-api.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const url = servers.opensearchUrl;
const index = `similar${newId().slice(1, 11).toLowerCase()}`;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
/** Sixteen words, as many as are looked for by likeness, each with more words like it than are looked for. */
const typed = letters.slice(0, 16).map((letter) => `${letter}inmotal`);
const alike = typed.flatMap((word) => [2, 3, 4].flatMap((at) => letters.map((x) => replaceAt(word, at, x))));

function replaceAt(word: string, at: number, letter: string): string {
  return `${word.slice(0, at)}${letter}${word.slice(at + 1)}s`;
}

const answer = (text: string) => answerRequest(createSend(url), { entity: { ...book, index }, text });

beforeAll(async () => {
  await recreateIndex(url, { index: `${index}-v1`, definition: book.definition, aliases: [index] });
  const everywhere = alike.join(' ');
  const texts = Object.fromEntries(book.searchFields.map(({ field }) => [field, everywhere]));
  const all = { bookId: 'all', version: 1, ...texts };
  const reply = await createSend(url)({
    method: 'PUT',
    path: `/${index}-v1/_doc/all?refresh=true`,
    body: JSON.stringify(all),
  });
  expect(reply).toMatchObject({ status: 201 });
});
afterAll(() => ask(url, { method: 'DELETE', path: `/${index}-*` }));

test.each([1, 3, 11, 16])('finds what is spelt like %i words, each of which has many like it', async (count) => {
  expect(await answer(typed.slice(0, count).join(' '))).toMatchObject({
    kind: 'found',
    response: { total: 1, approximate: true, partial: false },
  });
});
