import definition from '../../indexes/users.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';

export const user: Entity = {
  name: 'User',
  index: 'users',
  definition,
  id: ['userId'],
  claims: hasType('User'),
  fields: ['userId', 'name', 'status', 'comment', 'loans', 'version', 'createdAt', 'updatedAt'],
  unindexed: { email: 'Personal: it stays in the table, so that no search can bring it to light.' },
  decimals: [],
  joins: [],
  searchFields: [],
};
