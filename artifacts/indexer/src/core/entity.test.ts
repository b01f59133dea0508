import { expect, test } from '@jest/globals';
import { book } from '../entities/book.ts';
import { entities } from '../entities/registry.ts';
import { checkEntities, type Entity } from './entity.ts';

const [join] = book.joins as readonly [Entity['joins'][number]];
const problemsOf = (...list: readonly Entity[]): string => {
  try {
    checkEntities(list);
    return '';
  } catch (error) {
    return String(error);
  }
};

test('accepts the entities of the library', () => {
  expect(problemsOf(...entities)).toBe('');
});

const unlisted = { parameters: {}, routes: [], order: [] };

test.each<[string, Partial<Entity>, string]>([
  [
    'a field that OpenSearch keeps for itself',
    { fields: ['bookId', '_id'] },
    'Expected a field name that OpenSearch accepts, got `_id` of entity `Shelf`.',
  ],
  ['a field that OpenSearch would take for a path', { fields: ['bookId', 'a.b'] }, 'got `a.b` of entity `Shelf`.'],
  [
    'a field listed twice',
    { fields: ['bookId', 'bookId'] },
    'Expected field `bookId` of entity `Shelf` once, got it several times.',
  ],
  ['an id that is no field', { fields: [] }, 'Expected `bookId` of entity `Shelf` among its fields.'],
  ['a decimal that is no field', { decimals: ['price'] }, 'Expected `price` of entity `Shelf` among its fields.'],
  [
    'a search in no field',
    { searchFields: [{ field: 'title', weight: 1 }] },
    'Expected `title` of entity `Shelf` among its fields.',
  ],
  [
    'a list by a parameter about no field',
    { listing: { ...unlisted, parameters: { tag: { field: 'tags', form: 'repeated' } } } },
    'Expected `tags` of entity `Shelf` among its fields.',
  ],
  [
    'a list of a path about no field',
    { listing: { ...unlisted, routes: [{ resource: '/users/{userId}/shelves', field: 'userId' }] } },
    'Expected `userId` of entity `Shelf` among its fields.',
  ],
  [
    'a list in the order of no field',
    { listing: { ...unlisted, order: ['-updatedAt'] } },
    'Expected `updatedAt` of entity `Shelf` among its fields.',
  ],
  ['a join by no field', { joins: [join] }, 'Expected `authorId` of entity `Shelf` among its fields.'],
  ['a join of no entity', { joins: [join] }, 'Expected a join of entity `Shelf` to name an entity, got `Author`.'],
  [
    'a field both indexed and not',
    { unindexed: { bookId: 'why' } },
    'Expected `bookId` of entity `Shelf` to be indexed or unindexed, got both.',
  ],
])('refuses %s', (_, part, problem) => {
  const bare = { ...book, name: 'Shelf', fields: ['bookId'], decimals: [], joins: [], searchFields: [] };
  const shelf = { ...bare, listing: unlisted, ...part };

  expect(problemsOf(shelf)).toContain(problem);
});

test('refuses two entities of one name or one index, and reports all at once', () => {
  expect(problemsOf(...entities, book)).toBe(
    'IndexerError: Expected one entity named `Book`, got several.\nExpected one entity for index `books`, got several.',
  );
});
