import { expect, test } from '@jest/globals';
import { entities, measured, searched } from '../entities/registry.ts';
import { buildAccessRoles } from './build-access-roles.ts';

const holders = { writer: ['arn:w', 'arn:j'], keeper: ['arn:k'], reader: ['arn:r'] };
const roles = buildAccessRoles({ entities, searched: [...searched, measured] }, holders);
const find = (name: string) => {
  const role = roles.find((one) => one.name === name);
  const [{ index_patterns, allowed_actions }] = role?.permissions.index_permissions ?? [
    { index_patterns: [], allowed_actions: [] },
  ];
  return { patterns: index_patterns, actions: allowed_actions, mapping: role?.mapping };
};

test('maps each role to those that have it', () => {
  expect(roles.map(({ name, mapping }) => [name, mapping.backend_roles])).toEqual([
    ['millrace-writer', ['arn:w', 'arn:j']],
    ['millrace-keeper', ['arn:k']],
    ['millrace-reader', ['arn:r']],
  ]);
});

test('reaches the aliases and the versions of every entity, and nothing else', () => {
  const patterns = entities.flatMap(({ index }) => [index, `${index}-write`, `${index}-v*`]);

  expect(find('millrace-writer').patterns).toEqual(patterns);
  expect(find('millrace-keeper').patterns).toEqual(patterns);
});

test('lets the reader search what the API searches and what tells the lag, page by page', () => {
  const { patterns, actions } = find('millrace-reader');

  expect(patterns).toEqual(['books', 'authors', 'users', 'rentals', 'heartbeats']);
  expect(actions).toEqual([
    'indices:data/read/point_in_time/create',
    'indices:data/read/point_in_time/delete',
    'indices:data/read/search',
  ]);
});

test('lets only the keeper make and delete indexes and move aliases', () => {
  const own = find('millrace-keeper').actions.filter((action) => !find('millrace-writer').actions.includes(action));

  expect(own).toEqual(['indices:admin/aliases', 'indices:admin/create', 'indices:admin/delete']);
});

test('gives nobody all indexes or all actions', () => {
  for (const { permissions } of roles) {
    const [{ index_patterns, allowed_actions }] = permissions.index_permissions;
    for (const name of [...permissions.cluster_permissions, ...index_patterns, ...allowed_actions])
      expect(name).toMatch(/^[a-z]{4,}[^*]*\*?$/);
  }
});
