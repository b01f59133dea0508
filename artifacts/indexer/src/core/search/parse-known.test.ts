import { expect, test } from '@jest/globals';
import { fc } from '../../../../../test/support/fast-check.ts';
import { author } from '../../entities/author.ts';
import { book } from '../../entities/book.ts';
import { rental } from '../../entities/rental.ts';
import { parseKnown } from './parse-known.ts';

const searched = [book, author, rental];

test.each([
  ['books/b1:1700000000000001', { entity: book, id: ['b1'], version: 1_700_000_000_000_001 }],
  ['rentals/b1/u1:7', { entity: rental, id: ['b1', 'u1'], version: 7 }],
  ['rentals/b1:u1:7', { entity: rental, id: ['b1', 'u1'], version: 7 }],
  ['books/a/b:c\n:7', { entity: book, id: ['a/b:c\n'], version: 7 }],
  ['authors/é😀:9007199254740991', { entity: author, id: ['é😀'], version: Number.MAX_SAFE_INTEGER }],
])('reads what is known of an item by its index, id and version: %j', (text, known) => {
  expect(parseKnown(text, searched)).toEqual(known);
});

const forms = '`books/<bookId>:<version>`, `authors/<authorId>:<version>` or `rentals/<bookId>/<userId>:<version>`';
test.each([
  '',
  'books',
  'books/',
  'books/b1',
  'books/:7',
  'books/b1:',
  'books/b1:"7"',
  'books/b1:0',
  'books/b1:07',
  'books/b1:-7',
  'books/b1:7.5',
  'books/b1:9007199254740992',
  'Books/b1:7',
  'heartbeats/minute:7',
  '__proto__/b1:7',
  ' books/b1:7',
  'books/b1:7\n',
])('refuses %j and names the forms there are', (text) => {
  expect(parseKnown(text, searched)).toEqual({
    kind: 'invalid',
    detail: `Expected \`after\` to be ${forms}, got \`${text}\`.`,
  });
});

test.each(['rentals/b1:7', 'rentals/b1/u1/x:7', 'rentals//u1:7', 'rentals/b1/:7'])(
  'refuses an id that has not the parts of its kind: %s',
  (text) => {
    const detail = `Expected \`after\` to be \`rentals/<bookId>/<userId>:<version>\`, got \`${text}\`.`;
    expect(parseKnown(text, searched)).toEqual({ kind: 'invalid', detail });
  },
);

test('refuses an id that no key can hold, and repeats a part of it', () => {
  const known = parseKnown(`books/${'é😀'.repeat(500)}:7`, searched);

  expect(known).toEqual({ kind: 'invalid', detail: expect.stringContaining(`got \`books/${'é😀'.repeat(47)}…\`.`) });
});

test('reads any id of an item back, whatever its characters', () => {
  const idPart = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(idPart, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id, version) => {
      expect(parseKnown(`books/${id}:${version}`, searched)).toEqual({ entity: book, id: [id], version });
    }),
  );
});
