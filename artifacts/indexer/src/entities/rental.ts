import definition from '../../indexes/rentals.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';
import { toKeyOf } from './to-key.ts';

export const rental: Entity = {
  name: 'Rental',
  index: 'rentals',
  definition,
  id: ['bookId', 'userId'],
  toKey: toKeyOf('Rental'),
  claims: hasType('Rental'),
  fields: ['bookId', 'userId', 'status', 'comment', 'version', 'createdAt', 'updatedAt'],
  unindexed: {},
  decimals: [],
  joins: [],
  searchFields: [],
  listing: {
    parameters: { status: { field: 'status', form: 'commas', values: ['BORROWED', 'RETURNED', 'MISSING'] } },
    routes: [{ resource: '/users/{userId}/rentals', field: 'userId' }],
    order: ['-updatedAt'],
  },
};
