import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { readSpelling } from './read-spelling.ts';

const replyWith = (...sources: readonly object[]) => ({ hits: { hits: sources.map((_source) => ({ _source })) } });
const dostoyevsky = { title: 'Crime and Punishment', authorName: 'Dostoyevsky, Fyodor', tags: ['Murder -- Fiction'] };

test.each([
  ['dostoyevski', 'dostoyevsky'],
  ['Dostoyevski', 'Dostoyevsky'],
  ['  crme &  punishmant! ', '  crime &  punishment! '],
  ['CRIME Fiktion', 'CRIME Fiction'],
  ['crime crme', 'crime crime'],
])('proposes for %j what the hit has: %j', (text, proposed) => {
  expect(readSpelling(book, replyWith(dostoyevsky), text)).toBe(proposed);
});

test('minds neither accents nor case', () => {
  expect(readSpelling(book, replyWith({ title: 'My Ántonia' }), 'MY antoniá')).toBeUndefined();
  expect(readSpelling(book, replyWith({ title: 'My Ántonia' }), 'my antonja')).toBe('my ántonia');
});

test('prefers the nearest spelling, then the one that most hits have', () => {
  const gogol = { title: 'Gogol' };
  const googol = { title: 'Googols' };

  expect(readSpelling(book, replyWith(googol, gogol), 'gogool')).toBe('gogol');
  expect(readSpelling(book, replyWith({ title: 'Casts' }, { title: 'Carts' }, { title: 'Carts' }), 'cants')).toBe(
    'carts',
  );
});

test('leaves a last word that is only begun as it is', () => {
  expect(readSpelling(book, replyWith(dostoyevsky), 'punishm')).toBeUndefined();
  expect(readSpelling(book, replyWith(dostoyevsky), 'crme and PUNI')).toBe('crime and PUNI');
});

test('takes the nearest word of one hit', () => {
  expect(readSpelling(book, replyWith({ title: 'Tolstois, Tolstoi, Tolstoying' }), 'tolstoj')).toBe('tolstoi');
});

test.each([
  ['a word has no counterpart in the hit', replyWith(dostoyevsky), 'crme idiot'],
  ['all words are there', replyWith(dostoyevsky), 'crime'],
  ['a number is another number', replyWith({ title: 'Nineteen 1984' }), 'nineten 1985'],
  ['a short word is another word', replyWith({ title: 'To be' }), 'tu be'],
  ['the first letter is another', replyWith(dostoyevsky), 'krime'],
  ['the length differs by too much', replyWith({ title: 'Crimea' }), 'crim'],
  ['too much differs', replyWith({ title: 'Crane' }), 'crime'],
  ['there is no hit', replyWith(), 'crme'],
  ['a hit has no source', { hits: { hits: [{}] } }, 'crme'],
  ['the reply is none', undefined, 'crme'],
])('proposes nothing when %s', (_, reply, text) => {
  expect(readSpelling(book, reply, text)).toBeUndefined();
});

test('reads a long description, and a long list of hits, as far as it is worth', () => {
  const description = `murder ${'x '.repeat(1_000)}prince`;
  const others = Array.from({ length: 10 }, () => ({ title: 'Emma' }));

  expect(readSpelling(book, replyWith({ description }), 'murdre')).toBe('murder');
  expect(readSpelling(book, replyWith({ description }), 'prinze')).toBeUndefined();
  expect(readSpelling(book, replyWith(...others.slice(1), dostoyevsky), 'crme')).toBe('crime');
  expect(readSpelling(book, replyWith(...others, dostoyevsky), 'crme')).toBeUndefined();
});
