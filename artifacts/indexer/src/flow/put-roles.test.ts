import { expect, test } from '@jest/globals';
import { replyOf } from '../../test/fixtures/answer-with.ts';
import { buildAccessRoles } from '../core/build-access-roles.ts';
import { book } from '../entities/book.ts';
import { putRoles } from './put-roles.ts';
import type { OpenSearchReply, OpenSearchRequest } from './send-request.ts';

const holders = { writer: ['arn:w'], keeper: ['arn:k'], reader: ['arn:r'] };
const roles = buildAccessRoles({ entities: [book], searched: [book] }, holders);
const api = '/_plugins/_security/api/';
const missing = replyOf(404, { status: 'NOT_FOUND', message: "role 'x' not found." });

/** The plugin's interface, with what is kept in it by path. */
const createPlugin = (kept: ReadonlyMap<string, object>) => {
  const stored = new Map(kept);
  const changes: string[] = [];
  const send = async ({ method, path, body }: OpenSearchRequest): Promise<OpenSearchReply> => {
    if (!path.startsWith(api)) throw new Error(`Not expected: ${method} ${path}`);
    const resource = path.slice(api.length);
    const name = resource.slice(resource.indexOf('/') + 1);
    const found = stored.get(resource);
    if (method === 'GET') return found ? replyOf(200, { [name]: { ...found, reserved: false } }) : missing;
    changes.push(`${method} ${resource}`);
    stored.set(resource, JSON.parse(body ?? ''));
    return replyOf(found ? 200 : 201, { status: found ? 'OK' : 'CREATED' });
  };
  return { send, stored, changes };
};
const allKept = new Map(
  roles.flatMap(({ name, permissions, mapping }): [string, object][] => [
    [`roles/${name}`, permissions],
    [`rolesmapping/${name}`, mapping],
  ]),
);
const stateOf = (change: string) => roles.map(({ name }) => ({ role: name, permissions: change, mapping: change }));

test('puts each role before those who have it', async () => {
  const plugin = createPlugin(new Map());

  expect(await putRoles(roles, plugin.send)).toEqual(stateOf('new'));
  expect(plugin.changes).toEqual([...allKept.keys()].map((resource) => `PUT ${resource}`));
  expect(plugin.stored).toEqual(allKept);
});

test('changes nothing when all is as it should be', async () => {
  const plugin = createPlugin(allKept);

  expect(await putRoles(roles, plugin.send)).toEqual(stateOf('unchanged'));
  expect(plugin.changes).toEqual([]);
});

test('puts again only what differs, in place of all that stood there', async () => {
  const mapping = { backend_roles: ['arn:w'], users: ['mallory'], hosts: [] };
  const plugin = createPlugin(new Map([...allKept, ['rolesmapping/millrace-writer', mapping]]));

  expect((await putRoles(roles, plugin.send))[0]).toEqual({
    role: 'millrace-writer',
    permissions: 'unchanged',
    mapping: 'changed',
  });
  expect(plugin.changes).toEqual(['PUT rolesmapping/millrace-writer']);
  expect(plugin.stored).toEqual(allKept);
});

test.each([
  [400, { error: 'no handler found for uri [/_plugins/_security/api/roles/x] and method [GET]' }],
  [404, { error: 'no handler found', status: 404 }],
])('says that the security plugin is missing: %d', async (status, body) => {
  const sent: string[] = [];
  const send = async ({ method }: OpenSearchRequest) => {
    sent.push(method);
    return replyOf(status, body);
  };

  await expect(putRoles(roles, send)).rejects.toMatchObject({
    code: 'search.no-security',
    message: expect.stringContaining(`to have its security plugin, got ${status} {"error":"no handler found`),
  });
  expect(sent).toEqual(['GET']);
});

test.each<[OpenSearchReply, string, string]>([
  [
    replyOf(403, { status: 'FORBIDDEN', message: 'No permission to access REST API: User arn:x' }),
    'search.forbidden',
    'got 403 No permission to access REST API: User arn:x.',
  ],
  [replyOf(503, 'OpenSearch Security not initialized.'), 'search.unavailable', 'got 503 without a reason.'],
  [{ kind: 'none', reason: 'TimeoutError' }, 'search.unavailable', 'got TimeoutError.'],
])('throws for %j', async (reply, code, said) => {
  await expect(putRoles(roles, async () => reply)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(said),
  });
});
