import { expect, test } from '@jest/globals';
import { isSameGrant } from './is-same-grant.ts';

const wanted = {
  description: 'Searches',
  cluster_permissions: [],
  index_permissions: [{ index_patterns: ['a', 'b'], allowed_actions: ['x', 'y'] }],
};
/** As the plugin shows what it was given. */
const shown = {
  reserved: false,
  hidden: false,
  description: 'Searches',
  cluster_permissions: [],
  index_permissions: [
    { index_patterns: ['b', 'a'], dls: null, fls: [], masked_fields: [], allowed_actions: ['y', 'x', 'x'] },
  ],
  tenant_permissions: [],
  static: false,
};

test('knows what it has written by what it grants, in any order', () => {
  expect(isSameGrant(shown, wanted)).toBe(true);
});

const index = shown.index_permissions[0];

test.each<[string, object]>([
  ['another permission', { cluster_permissions: ['cluster:monitor/health'] }],
  ['another index', { index_permissions: [{ ...index, index_patterns: ['a', 'b', 'c'] }] }],
  ['fewer indexes', { index_permissions: [{ ...index, index_patterns: ['a'] }] }],
  ['another action', { index_permissions: [{ ...index, allowed_actions: ['x', 'z'] }] }],
  ['more index permissions', { index_permissions: [index, { index_patterns: ['*'], allowed_actions: ['*'] }] }],
  ['fewer documents', { index_permissions: [{ ...index, dls: '{"match_none":{}}' }] }],
  ['a tenant', { tenant_permissions: [{ tenant_patterns: ['*'], allowed_actions: ['kibana_all_write'] }] }],
  ['something that is not known yet', { further_permissions: ['*'] }],
])('tells %s', (_, change) => {
  expect(isSameGrant({ ...shown, ...change }, wanted)).toBe(false);
});

test('tells another holder by whichever member names it', () => {
  const mapping = { backend_roles: ['arn'] };

  expect(isSameGrant({ backend_roles: ['arn'], hosts: [], users: [], and_backend_roles: [] }, mapping)).toBe(true);
  for (const member of ['hosts', 'users', 'and_backend_roles'])
    expect(isSameGrant({ backend_roles: ['arn'], [member]: ['mallory'] }, mapping)).toBe(false);
});

test('tells nothing from something', () => {
  expect(isSameGrant(undefined, wanted)).toBe(false);
});
