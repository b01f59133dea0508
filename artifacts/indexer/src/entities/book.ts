import definition from '../../indexes/books.json' with { type: 'json' };
import { getString } from '../core/attribute-value.ts';
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';

const authorPrefix = 'Author:';
/** DynamoDB's limit for a hash key; to ask for a longer one would fail the whole read. */
const maxKeyBytes = 2_048;

export const book: Entity = {
  name: 'Book',
  index: 'books',
  definition,
  id: ['bookId'],
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
    { field: 'authorName', weight: 4 },
    { field: 'category', weight: 1.5 },
    { field: 'tags', weight: 1.5 },
    { field: 'description', weight: 1 },
    { field: 'isbn', weight: 8 },
  ],
};
