import definition from '../../indexes/authors.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';
import { toKeyOf } from './to-key.ts';

export const author: Entity = {
  name: 'Author',
  index: 'authors',
  definition,
  id: ['authorId'],
  toKey: toKeyOf('Author'),
  claims: hasType('Author'),
  fields: ['authorId', 'name', 'birthdate', 'version', 'createdAt', 'updatedAt'],
  unindexed: {},
  decimals: [],
  joins: [],
  searchFields: [{ field: 'name', weight: 8 }],
};
