import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { foldValue } from '../../artifacts/indexer/src/core/search/fold-value.ts';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const index = `folding${newId().slice(1, 11).toLowerCase()}`;
const send = createSend(servers.opensearchUrl);
const ask = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
  const reply = await send({ method, path, ...(body && { body: JSON.stringify(body) }) });
  if (reply.kind === 'none' || reply.status !== 200) throw new Error(JSON.stringify(reply));
  return JSON.parse(reply.text) as { readonly tokens: readonly { readonly token: string }[] };
};
const tokensOf = async (text: string | readonly string[], how: object): Promise<readonly string[]> =>
  (await ask('POST', `/${index}/_analyze`, { ...how, text })).tokens.map(({ token }) => token);
const normalize = (texts: readonly string[]) => tokensOf(texts, { normalizer: 'folded' });

beforeAll(() => ask('PUT', `/${index}`, book.definition));
afterAll(() => ask('DELETE', `/${index}`));

/** Younger than Java's tables. */
const capitalOfUnicode16 = /\u1c89/;
/** An ezh with a caron, symbols, a long s with a dot: no word of a language that is written now has them. */
const rare = /[\u01ee\u01ef\u0374\u03d3\u03d4\u1e9b]/;

interface Analysed {
  readonly analysis: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

test('is the same to the bootstrap as what it has made, and another one is not', async () => {
  const plain = { ...book, index: `${index}-books` };
  const { analysis, ...other } = book.definition.settings.index as Analysed;
  const { char_filter: filters } = analysis;
  const marks = { ...filters?.marks, replacement: '_' };
  const changed = { index: { ...other, analysis: { ...analysis, char_filter: { ...filters, marks } } } };
  const options = { isClusterShared: true };

  await createIndexes([plain], send, options);
  const again = await createIndexes([plain], send, options);
  const later = await createIndexes(
    [{ ...plain, definition: { ...book.definition, settings: changed } }],
    send,
    options,
  );
  await ask('DELETE', `/${index}-books-v1`);

  expect([...again, ...later]).toMatchObject([{ differing: [] }, { differing: ['analysis'] }]);
});

test('makes no two values the same that the index keeps apart', async () => {
  const codes = Array.from({ length: 0x2100 }, (_, code) => code).filter((code) => code > 0x20);
  const characters = [...codes, 0x3042, 0x6226, 0xff21, 0x1f600].map((code) => String.fromCodePoint(code));
  const values = characters.filter((one) => !capitalOfUnicode16.test(one)).map((one) => `x${one}y`);

  const [own, folded] = [await normalize(values), await normalize(values.map(foldValue))];

  expect(values.filter((_, i) => own[i] !== folded[i])).toEqual([]);
});

test('knows a letter that is taken apart from its marks', async () => {
  const codes = Array.from({ length: 0x1f00 }, (_, code) => code).filter((code) => code <= 0x45f || code >= 0x1e00);
  const values = codes
    .map((code) => `x${String.fromCodePoint(code)}y`)
    .filter((value) => /\p{L}y$/u.test(value) && !rare.test(value));

  const [whole, apart] = [await normalize(values), await normalize(values.map((value) => value.normalize('NFD')))];

  expect(values.filter((_, i) => whole[i] !== apart[i])).toEqual([]);
});

test.each([
  ['of Latin letters', 'Les Mise\u0301rables', 'LES MISÉRABLES'],
  ['of Greek letters', 'Επτά επί Θήβας', 'ΕΠΤΑ ΕΠΙ ΘΗΒΑΣ'],
  ['of Greek letters, taken apart,', 'Επτα\u0301 επι\u0301 Θη\u0301βας', 'επτα επι θηβας'],
  ['of Cyrillic letters', 'Ёлка й ї', 'ЕЛКА И І'],
  ['of Cyrillic letters, taken apart,', 'Е\u0308лка и\u0306 і\u0308', 'ёлка й ї'],
])('takes values %s for the same without case and accents', async (_, one, other) => {
  const [folded] = await normalize([one]);

  expect(await normalize([other])).toEqual([folded]);
  expect(foldValue(one)).toBe(folded);
  expect(foldValue(other)).toBe(folded);
  expect(await tokensOf(one, { analyzer: 'words' })).toEqual(await tokensOf(other, { analyzer: 'words' }));
});
