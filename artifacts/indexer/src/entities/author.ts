import definition from '../../indexes/authors.json' with { type: 'json' };
import type { Entity } from '../core/entity.ts';
import { hasType } from './has-type.ts';

export const author: Entity = {
  name: 'Author',
  index: 'authors',
  definition,
  id: ['authorId'],
  claims: hasType('Author'),
  fields: ['authorId', 'name', 'birthdate', 'version', 'createdAt', 'updatedAt'],
  unindexed: {},
  decimals: [],
  joins: [],
  searchFields: [],
};
