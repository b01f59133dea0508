import definition from '../../indexes/rentals.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';

export const rental: Entity = {
  name: 'Rental',
  index: 'rentals',
  definition,
  id: ['bookId', 'userId'],
  claims: hasType('Rental'),
  fields: ['bookId', 'userId', 'status', 'comment', 'version', 'createdAt', 'updatedAt'],
  unindexed: {},
  decimals: [],
  joins: [],
  searchFields: [],
};
