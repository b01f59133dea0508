import { expect, test } from '@jest/globals';
import { fc } from '../../../../test/support/fast-check.ts';
import golden from '../../test/document-ids.json' with { type: 'json' };
import type { Key } from './attribute-value.ts';
import { decodeDocumentId, encodeDocumentId, toKey, toKeyOfDocument } from './encode-document-id.ts';

test.each(golden as { key: Key; id: string }[])('encodes $key as $id', ({ key, id }) => {
  expect(encodeDocumentId(key)).toBe(id);
});

test('hashes what OpenSearch would refuse for its length', () => {
  expect(encodeDocumentId({ id: { S: 'x'.repeat(510) } })).toBe(`S:${'x'.repeat(510)}`);
  expect(encodeDocumentId({ id: { S: 'x'.repeat(511) } })).toBe(
    'sha256:cb30bf5fd609944aa3717cfd3a0cf5847e1ef9c97e51d37aa465d6229655f200',
  );
});

test('tells a lone surrogate from the character that stands for it', () => {
  expect(encodeDocumentId({ id: { S: '\uD800' } })).toBe('S:%uD800');
  expect(encodeDocumentId({ id: { S: '\uFFFD' } })).toBe('S:%EF%BF%BD');
});

test.each([
  ['no attributes', {}, 'Expected a key of one or two attributes, got 0.'],
  [
    'three attributes',
    { a: { S: 'a' }, b: { S: 'b' }, c: { S: 'c' } },
    'Expected a key of one or two attributes, got 3.',
  ],
  ['an empty text', { id: { S: '' } }, 'Expected key attribute `id` to be a string, a number or binary.'],
  ['another type', { id: { BOOL: true } }, 'Expected key attribute `id` to be a string, a number or binary.'],
  ['a type of text', { id: { SS: 'a' } }, 'Expected key attribute `id` to be a string, a number or binary.'],
  ['a bad number', { id: { N: 'x' } }, 'Expected key attribute `id` to be a string, a number or binary.'],
  ['null', { id: null }, 'Expected key attribute `id` to be a string, a number or binary.'],
])('refuses a key of %s', (_, key, malformed) => {
  expect(encodeDocumentId(key as unknown as Key)).toEqual({ malformed });
});

test('decodes what it has encoded, and nothing else', () => {
  expect(decodeDocumentId('S:a%7Cb|N:7', ['sk', 'pk'])).toEqual({ pk: { S: 'a|b' }, sk: { N: '7' } });
  for (const id of ['sha256:00', 'S:a|S:b', 'S:a%7', 'S:a%7c', 'N:07', 'N:x', 'B:%', 'X:a', 'S:', 'S:a b', 'S:%FF']) {
    expect([id, decodeDocumentId(id, ['id'])]).toEqual([id, undefined]);
  }
});

test('finds the key of a document in its id, or, where that is hashed, in the document', () => {
  const key = { pk: { S: 'x'.repeat(600) }, sk: { N: '7' } };
  const id = String(encodeDocumentId(key));

  expect(toKeyOfDocument('S:a', {}, ['id'])).toEqual({ id: { S: 'a' } });
  expect(toKeyOfDocument(id, { _key: key }, ['sk', 'pk'])).toEqual(key);
  expect(toKeyOfDocument(id, { _key: { ...key, sk: { N: '8' } } }, ['sk', 'pk'])).toBeUndefined();
  for (const source of [{}, { _key: null }, { _key: 'x' }, { _key: key }]) {
    expect(toKeyOfDocument(id, source, ['id'])).toBeUndefined();
  }
});

test('takes the key out of an item, own attributes only', () => {
  expect(toKey({ pk: { S: 'a' }, sk: { N: '7' }, title: { S: 'x' } }, ['pk', 'sk'])).toEqual({
    pk: { S: 'a' },
    sk: { N: '7' },
  });
  expect(toKey({ title: { S: 'x' } }, ['constructor'])).toEqual({});
});

const part = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }).map((S) => ({ S })),
  fc.stringMatching(/^[|:%SNB]{1,6}$/).map((S) => ({ S })),
  fc.uint8Array({ minLength: 1 }).map((bytes) => ({ B: Buffer.from(bytes).toString('base64') })),
  fc.bigInt().map((n) => ({ N: String(n) })),
);
const key = fc.oneof(
  part.map((id) => ({ id })),
  fc.record({ pk: part, sk: part }),
);

test('gives two different keys two different ids, and each its way back', () => {
  fc.assert(
    fc.property(key, key, (a, b) => {
      expect(encodeDocumentId(a) === encodeDocumentId(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      const id = String(encodeDocumentId(a));
      if (!id.startsWith('sha256:')) expect(decodeDocumentId(id, Object.keys(a))).toEqual(a);
    }),
  );
});
