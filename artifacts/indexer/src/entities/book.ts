import definition from '../../indexes/books.json' with { type: 'json' };
import { getString } from '../core/attribute-value.ts';
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';
import { toKeyOf } from './to-key.ts';

const authorPrefix = 'Author:';
/** DynamoDB's limit for a hash key; to ask for a longer one would fail the whole read. */
const maxKeyBytes = 2_048;

export const book: Entity = {
  name: 'Book',
  index: 'books',
  definition,
  id: ['bookId'],
  toKey: toKeyOf('Book'),
  claims: hasType('Book'),
  fields: [
    'bookId',
    'title',
    'authorId',
    'isbn',
    'description',
    'price',
    'currency',
    'category',
    'tags',
    'language',
    'status',
    'borrowerId',
    'version',
    'createdAt',
    'updatedAt',
  ],
  unindexed: {},
  decimals: ['price'],
  joins: [
    {
      entity: 'Author',
      by: 'authorId',
      toKey: (authorId) => {
        const id = authorPrefix + authorId;
        return Buffer.byteLength(id) > maxKeyBytes ? undefined : { id: { S: id } };
      },
      fromKey: (key) => {
        const id = getString(key, 'id');
        return id?.startsWith(authorPrefix) ? id.slice(authorPrefix.length) : undefined;
      },
      fields: { authorName: 'name' },
    },
  ],
  searchFields: [
    { field: 'title', weight: 8 },
    { field: 'authorName', weight: 4, isName: true },
    { field: 'category', weight: 1.5 },
    { field: 'tags', weight: 1.5 },
    { field: 'description', weight: 1 },
    { field: 'isbn', weight: 8 },
  ],
  listing: {
    parameters: {
      status: { field: 'status', form: 'commas', values: ['AVAILABLE', 'NOT_AVAILABLE', 'MISSING'] },
      category: { field: 'category', form: 'repeated' },
      tag: { field: 'tags', form: 'repeated' },
      language: { field: 'language', form: 'repeated' },
      authorId: { field: 'authorId', form: 'repeated' },
      priceFrom: { field: 'price', form: 'from' },
      priceTo: { field: 'price', form: 'to' },
    },
    routes: [
      { resource: '/authors/{authorId}/books', field: 'authorId' },
      { resource: '/users/{userId}/books', field: 'borrowerId', implied: { status: 'borrowed' } },
    ],
    order: [],
  },
};
