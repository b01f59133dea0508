import { expect, test } from '@jest/globals';
import { author } from '../entities/author.ts';
import { book } from '../entities/book.ts';
import { entities } from '../entities/registry.ts';
import { toKeyChanges } from './to-key-changes.ts';

test('asks, for each entity, for whatever the table holds of a key, and reaches what may show it', () => {
  const changes = toKeyChanges({ id: { S: 'Author:a1' } }, [author, book], entities);

  expect(changes).toMatchObject([
    { entity: author, source: 'table', documentId: 'S:Author:a1', reaches: [{ entity: book, value: 'a1' }] },
    { entity: book, source: 'table', documentId: 'S:Author:a1', reaches: [] },
  ]);
});

test('says why a key cannot be written', () => {
  expect(toKeyChanges({}, entities)).toEqual({ malformed: 'Expected a key of one or two attributes, got 0.' });
});
