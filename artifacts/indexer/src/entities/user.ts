import definition from '../../indexes/users.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';
import { toKeyOf } from './to-key.ts';

export const user: Entity = {
  name: 'User',
  index: 'users',
  definition,
  id: ['userId'],
  toKey: toKeyOf('User'),
  claims: hasType('User'),
  fields: ['userId', 'name', 'status', 'comment', 'loans', 'version', 'createdAt', 'updatedAt'],
  unindexed: { email: 'Personal: it stays in the table, so that no search can bring it to light.' },
  decimals: [],
  joins: [],
  searchFields: [
    { field: 'name', weight: 8 },
    { field: 'comment', weight: 1 },
  ],
  listing: {
    parameters: { status: { field: 'status', form: 'commas', values: ['NOT_VERIFIED', 'VERIFIED', 'SUSPENDED'] } },
    routes: [],
    order: [],
  },
};
