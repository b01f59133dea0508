import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildAccessRoles, type Duty } from '../../artifacts/indexer/src/core/build-access-roles.ts';
import { entities, measured, searched } from '../../artifacts/indexer/src/entities/registry.ts';
import {
  arns,
  buildAuthor,
  buildBook,
  buildHeartbeat,
  createAccessRig,
  holders,
  type Who,
} from './support/create-access-rig.ts';
import { readGrantedPrivileges } from './support/read-granted-privileges.ts';
import type { Item } from './support/table.ts';

/** The deployed functions on an OpenSearch with the security plugin of a domain, each as the IAM role that it has there. */
let rig: Awaited<ReturnType<typeof createAccessRig>>;
let first: unknown;
const roles = buildAccessRoles({ entities, searched: [...searched, measured] }, holders);
const grants = (change: string) => roles.map(({ name }) => ({ role: name, permissions: change, mapping: change }));
const nothingFailed = { batchItemFailures: [] };

beforeAll(async () => {
  rig = await createAccessRig();
  await rig.table.create();
  first = await rig.bootstrap({ roles: holders });
  // Of somebody else, on the same domain.
  await rig.ask('bootstrap', 'PUT', '/ledger-v1', { aliases: { ledger: {} } });
  await rig.ask('bootstrap', 'PUT', '/_plugins/_security/api/roles/clerk', {
    cluster_permissions: ['cluster_monitor'],
  });
});
afterAll(() => rig.end());

interface Found {
  readonly total?: number;
  readonly next?: string;
  readonly results?: readonly { readonly id: string }[];
}
const search = async (queryStringParameters: Readonly<Record<string, string>>, resource = '/search') => {
  const event = { resource, httpMethod: 'GET', queryStringParameters };
  const answer = (await rig.search(event)) as { statusCode: number; body: string };
  return { status: answer.statusCode, ...(JSON.parse(answer.body) as Found) };
};
const find = async (text: string): Promise<unknown> => {
  await rig.ask('bootstrap', 'POST', '/_refresh');
  const { status, total } = await search({ q: text });
  return { status, total };
};

test('sets up the roles once, and changes nothing the second time', async () => {
  const second = await rig.bootstrap({ roles: holders });

  expect(first).toMatchObject({ roles: grants('new') });
  expect(second).toMatchObject({ roles: grants('unchanged') });
});

test('takes back what somebody has added to a role or given to others, and leaves other roles alone', async () => {
  const api = '/_plugins/_security/api';
  const open = { index_permissions: [{ index_patterns: ['*'], allowed_actions: ['*'] }] };
  await rig.ask('bootstrap', 'PUT', `${api}/roles/millrace-reader`, open);
  await rig.ask('bootstrap', 'PUT', `${api}/rolesmapping/millrace-writer`, { users: ['mallory'] });
  const clerk = await rig.ask('bootstrap', 'GET', `${api}/roles/clerk`);

  const { roles: put } = (await rig.bootstrap({ roles: holders })) as { roles: unknown };

  expect(put).toEqual([
    { role: 'millrace-writer', permissions: 'unchanged', mapping: 'changed' },
    { role: 'millrace-keeper', permissions: 'unchanged', mapping: 'unchanged' },
    { role: 'millrace-reader', permissions: 'changed', mapping: 'unchanged' },
  ]);
  const { body } = await rig.ask('bootstrap', 'GET', `${api}/rolesmapping/millrace-writer`);
  expect(body['millrace-writer']).toMatchObject({ users: [], backend_roles: holders.writer });
  expect(await rig.ask('bootstrap', 'GET', `${api}/roles/clerk`)).toEqual(clerk);
});

test('answers 403 to every bulk of a function whose role nobody has mapped', async () => {
  const event = await rig.table.put([buildAuthor('stranger', 'Nobody')]);
  const bulk = `${JSON.stringify({ index: { _index: 'books-v1', _id: '1' } })}\n{}\n`;

  expect(await rig.ask('stranger', 'POST', '/_bulk', bulk)).toMatchObject({ status: 403 });
  await expect(rig.indexAsStranger(event)).rejects.toMatchObject({
    errorMessage: expect.stringContaining('Expected to be allowed to read aliases, got 403.'),
  });
  expect(await rig.index(event)).toEqual(nothingFailed);
});

test('refuses the bootstrap itself to whoever is not the master user', async () => {
  const path = '/_plugins/_security/api/rolesmapping/all_access';
  for (const who of ['index', 'jobs', 'maintain', 'search', 'measure', 'stranger'] as const) {
    const replies = [
      await rig.ask(who, 'GET', path),
      await rig.ask(who, 'PUT', path, { backend_roles: [arns[who]] }),
      await rig.ask(who, 'GET', '/.opendistro_security/_search'),
    ];
    expect([who, ...replies.map(({ status }) => status)]).toEqual([who, 403, 403, 403]);
  }
});

test('lets the writers write, carry a name into few books and into many, and delete, and the reader search', async () => {
  const few = [buildAuthor('few', 'Ada'), buildBook('few', 'Engines'), buildBook('few', 'Notes')];
  const many = Array.from({ length: 510 }, (_, n) => buildBook('many', `Volume ${n}`));
  const authors = [buildAuthor('few', 'Countess'), buildAuthor('many', 'Legion')];

  expect(await rig.index(await rig.table.put([...few, buildAuthor('many', 'Several')]))).toEqual(nothingFailed);
  expect(await rig.index(await rig.table.put(many))).toEqual(nothingFailed);
  expect(await find('several')).toEqual({ status: 200, total: 510 });
  expect(await rig.index(await rig.table.put(authors))).toEqual(nothingFailed);
  expect(await find('countess')).toEqual({ status: 200, total: 2 });
  expect(await find('legion')).toEqual({ status: 200, total: 0 });
  expect(await rig.jobs(rig.table.toJobsEvent('books/authorId/many'))).toEqual(nothingFailed);
  expect(await find('legion')).toEqual({ status: 200, total: 510 });
  expect(await rig.index(await rig.table.remove(many[0] as Item))).toEqual(nothingFailed);
  expect(await find('legion')).toEqual({ status: 200, total: 509 });
});

test('lets the reader tell the lag', async () => {
  const beatAt = `${new Date(Date.now() - 2_000).toISOString().slice(0, 19)}Z`;
  await rig.index(await rig.table.put([buildHeartbeat(beatAt)]));
  await rig.ask('bootstrap', 'POST', '/_refresh');

  const status = (await rig.search({ resource: '/status' })) as { statusCode: number; body: string };

  expect(await rig.measure({})).toMatchObject({ heartbeatAt: beatAt });
  expect({ ...status, body: JSON.parse(status.body) }).toMatchObject({
    statusCode: 200,
    body: { heartbeatAt: beatAt },
  });
});

test('lets the reader search every index that has an alias for it, and suggest', async () => {
  for (const type of ['Book', 'Author', 'User', 'Rental'])
    expect(await search({ type })).toMatchObject({ status: 200, total: expect.any(Number) });
  expect((await search({ q: 'count' }, '/suggest')).status).toBe(200);
});

test('lets the reader keep a point in time from the first page to the last, through the alias', async () => {
  const query = { q: 'legion', stable: 'true', limit: '100' };
  const ids: string[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page: Found = await search({ ...query, ...(next && { next }) });
    ids.push(...(page.results ?? []).map(({ id }) => id));
    next = page.next;
  }

  const { body } = await rig.ask('bootstrap', 'GET', '/_search/point_in_time/_all');

  expect([ids.length, new Set(ids).size]).toEqual([509, 509]);
  expect(body.pits ?? []).toEqual([]);
});

test('lets the keeper repair, redrive, rebuild to the end, and verify', async () => {
  const item = buildBook('kept', 'Kept');
  await rig.index(await rig.table.put([item, buildAuthor('kept', 'Keeper')]));
  const remove = `${JSON.stringify({ delete: { _index: 'books-v1', _id: `S:${item.id?.S}` } })}\n`;
  const orphan = `${JSON.stringify({ index: { _index: 'books-v1', _id: 'nobody' } })}\n{"title":"Nobody's"}\n`;
  await rig.ask('bootstrap', 'POST', '/_bulk', remove + orphan);
  const kinds = async (event: Readonly<Record<string, unknown>>) =>
    (await rig.maintain(event)).findings.map(({ kind }) => kind).sort();

  expect(await kinds({ action: 'repair' })).toEqual(['deleted', 'written']);
  expect(await kinds({ action: 'redrive' })).toEqual([]);
  expect(await kinds({ action: 'rebuild', indexes: ['books'] })).toEqual([]);
  expect(await kinds({ action: 'rebuild', step: 'finish' })).toEqual([]);
  expect(await kinds({ action: 'verify' })).toEqual([]);
  expect(await find('kept')).toEqual({ status: 200, total: 1 });
  const { body } = await rig.ask('bootstrap', 'GET', '/books,books-write/_alias');
  expect(body).toEqual({ 'books-v2': { aliases: { books: {}, 'books-write': {} } } });
});

const document = `${JSON.stringify({ index: { _index: 'INDEX', _id: 'x' } })}\n{"x":1}\n`;
const refusals: readonly (readonly [who: Who, method: string, path: string, body: string | object | undefined])[] = [
  ['search', 'PUT', '/authors-v1/_doc/x', {}],
  ['search', 'POST', '/_bulk', document.replace('INDEX', 'authors-v1')],
  ['search', 'DELETE', '/authors-v1', undefined],
  ['search', 'GET', '/users/_mapping', undefined],
  ['search', 'POST', '/ledger/_search/point_in_time?keep_alive=1m', undefined],
  ['search', 'DELETE', '/_search/point_in_time/_all', undefined],
  ['search', 'GET', '/_all/_search', undefined],
  ['search', 'GET', '/ledger/_search', undefined],
  ['search', 'GET', '/_cluster/settings', undefined],
  ['index', 'DELETE', '/authors-v1', undefined],
  ['index', 'PUT', '/authors-v9', {}],
  ['index', 'POST', '/_aliases', { actions: [{ add: { index: 'authors-v1', alias: 'books' } }] }],
  ['index', 'PUT', '/authors-v1/_mapping', { properties: { x: { type: 'keyword' } } }],
  ['index', 'POST', '/authors/_delete_by_query', { query: { match_all: {} } }],
  ['index', 'GET', '/ledger/_search', undefined],
  ['index', 'PUT', '/ledger/_doc/x', {}],
  ['jobs', 'DELETE', '/books', undefined],
  ['maintain', 'DELETE', '/ledger-v1', undefined],
  ['maintain', 'DELETE', '/*', undefined],
  ['maintain', 'PUT', '/ledger-v2', {}],
  ['maintain', 'POST', '/_aliases', { actions: [{ add: { index: 'ledger-v1', alias: 'books' } }] }],
  ['maintain', 'POST', '/_aliases', { actions: [{ remove_index: { index: 'ledger-v1' } }] }],
  ['maintain', 'PUT', '/ledger/_doc/x', {}],
  ['maintain', 'GET', '/ledger/_search', undefined],
  ['maintain', 'PUT', '/_cluster/settings', { persistent: { 'action.auto_create_index': 'true' } }],
  ['maintain', 'PUT', '/authors-v1/_settings', { index: { number_of_replicas: 0 } }],
];

test.each(refusals)('refuses to %s: %s %s', async (who, method, path, body) => {
  expect(await rig.ask(who, method, path, body)).toMatchObject({ status: 403 });
});

test.each(['index', 'maintain'] as const)(
  'refuses to %s the one document of a bulk that is for another index',
  async (who) => {
    const bulk = document.replace('INDEX', 'authors-v1') + document.replace('INDEX', 'ledger-v1');

    const { body } = await rig.ask(who, 'POST', '/_bulk', bulk);

    const items = body.items as readonly { readonly index: { readonly status: number } }[];
    expect(items.map(({ index }) => index.status)).toEqual([expect.any(Number), 403]);
    expect(items[0]?.index.status).toBeLessThan(300);
  },
);

// The last one: it looks at what all the others have made the functions do.
test.each<[Duty, readonly Who[]]>([
  ['writer', ['index', 'jobs']],
  ['keeper', ['maintain']],
  ['reader', ['search', 'measure']],
])('gives the %s no permission that its functions have not used', (duty, whos) => {
  const permissions = roles.find(({ name }) => name === `millrace-${duty}`)?.permissions;
  const allowed = [
    ...(permissions?.cluster_permissions ?? []),
    ...(permissions?.index_permissions.flatMap(({ allowed_actions }) => allowed_actions) ?? []),
  ];

  const used = readGrantedPrivileges(
    rig.log(),
    whos.map((who) => arns[who]),
  );

  const isUsed = (action: string) =>
    used.some((one) => (action.endsWith('*') ? one.startsWith(action.slice(0, -1)) : one === action));
  expect(allowed.filter((action) => !isUsed(action))).toEqual([]);
});
