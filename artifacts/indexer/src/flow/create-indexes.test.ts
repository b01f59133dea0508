import { expect, test } from '@jest/globals';
import { replyOf } from '../../test/fixtures/answer-with.ts';
import { book } from '../entities/book.ts';
import { createIndexes } from './create-indexes.ts';
import type { OpenSearchReply, OpenSearchRequest } from './send-request.ts';

const missing = replyOf(404, { error: { type: 'index_not_found_exception' }, status: 404 });
const off = { persistent: { 'action.auto_create_index': 'false' } };
const mapping = (index: string, mappings: unknown = book.definition.mappings) => ({ [index]: { mappings } });
const settings = (index: string, given: unknown = book.definition.settings) => ({ [index]: { settings: given } });
const ok = { acknowledged: true };

/** A server that answers each request by its method and path; what it is not told of is a failure. */
const serve = (answers: Readonly<Record<string, OpenSearchReply | object>>) => {
  const requests: OpenSearchRequest[] = [];
  const send = async (request: OpenSearchRequest): Promise<OpenSearchReply> => {
    requests.push(request);
    const answer = answers[`${request.method} ${request.path}`];
    if (!answer) throw new Error(`Not expected: ${request.method} ${request.path}`);
    return 'kind' in answer ? (answer as OpenSearchReply) : replyOf(200, answer);
  };
  return { send, changes: () => requests.filter(({ method }) => method !== 'GET') };
};
const fresh = {
  'GET /_cluster/settings': off,
  'GET /books/_alias': missing,
  'GET /books-write/_alias': missing,
  'PUT /books-v1': ok,
  'GET /books-v1/_mapping': mapping('books-v1'),
  'GET /books-v1/_settings': settings('books-v1'),
};
const existing = {
  ...fresh,
  'GET /books/_alias': { 'books-v1': {} },
  'GET /books-write/_alias': { 'books-v1': {} },
};

test('creates an index with its mapping and both aliases in one step', async () => {
  const server = serve(fresh);

  expect(await createIndexes([book], server.send)).toEqual([
    { index: 'books-v1', isNew: true, added: [], differing: [] },
  ]);
  expect(server.changes()).toEqual([
    {
      method: 'PUT',
      path: '/books-v1',
      body: JSON.stringify({ ...book.definition, aliases: { books: {}, 'books-write': {} } }),
    },
  ]);
});

test('switches off the creation of indexes by writing to them', async () => {
  const server = serve({ ...existing, 'GET /_cluster/settings': { persistent: {} }, 'PUT /_cluster/settings': ok });

  await createIndexes([book], server.send);

  expect(server.changes()).toEqual([{ method: 'PUT', path: '/_cluster/settings', body: JSON.stringify(off) }]);
});

test('leaves the settings of a cluster alone that others use too', async () => {
  const server = serve({ ...existing, 'GET /_cluster/settings': { persistent: {} } });

  await createIndexes([book], server.send, { isClusterShared: true });

  expect(server.changes()).toEqual([]);
});

test('changes nothing the second time', async () => {
  const server = serve(existing);

  expect(await createIndexes([book], server.send)).toEqual([
    { index: 'books-v1', isNew: false, added: [], differing: [] },
  ]);
  expect(server.changes()).toEqual([]);
});

test('agrees with another run that was first', async () => {
  const taken = replyOf(400, { error: { type: 'resource_already_exists_exception' }, status: 400 });
  const server = serve({ ...fresh, 'PUT /books-v1': taken, 'POST /_aliases': ok });

  expect(await createIndexes([book], server.send)).toMatchObject([{ index: 'books-v1', isNew: false }]);
});

test('sets the alias that is missing', async () => {
  const server = serve({ ...existing, 'GET /books-write/_alias': missing, 'POST /_aliases': ok });

  await createIndexes([book], server.send);

  expect(JSON.parse(server.changes()[0]?.body ?? '')).toEqual({
    actions: [{ add: { index: 'books-v1', alias: 'books' } }, { add: { index: 'books-v1', alias: 'books-write' } }],
  });
});

test('looks at every index of a rebuild that is under way', async () => {
  const server = serve({
    ...existing,
    'GET /books-write/_alias': { 'books-v1': {}, 'books-v2': {} },
    'GET /books-v2/_mapping': mapping('books-v2', { ...book.definition.mappings, dynamic: 'strict' }),
    'GET /books-v2/_settings': settings('books-v2'),
  });

  expect(await createIndexes([book], server.send)).toEqual([
    { index: 'books-v1', isNew: false, added: [], differing: [] },
    { index: 'books-v2', isNew: false, added: [], differing: ['dynamic'] },
  ]);
});

test('leaves an index without a read alias to the rebuild that fills it', async () => {
  const server = serve({
    ...fresh,
    'GET /books-write/_alias': { 'books-v2': {} },
    'GET /books-v2/_mapping': mapping('books-v2'),
    'GET /books-v2/_settings': settings('books-v2'),
  });

  expect(await createIndexes([book], server.send)).toEqual([
    { index: 'books-v2', isNew: false, added: [], differing: [] },
  ]);
  expect(server.changes()).toEqual([]);
});

const { isbn, ...withoutIsbn } = book.definition.mappings.properties as Record<string, unknown>;
const old = mapping('books-v1', { dynamic: 'false', properties: withoutIsbn });

test('adds new fields to an index of an earlier mapping', async () => {
  const server = serve({ ...existing, 'GET /books-v1/_mapping': old, 'PUT /books-v1/_mapping': ok });

  expect(await createIndexes([book], server.send)).toMatchObject([{ added: ['isbn'], differing: [] }]);
  expect(JSON.parse(server.changes()[0]?.body ?? '')).toEqual({ properties: { isbn } });
});

test('reports a field that the index cannot have', async () => {
  const refused = replyOf(400, { error: { type: 'mapper_parsing_exception' }, status: 400 });
  const server = serve({ ...existing, 'GET /books-v1/_mapping': old, 'PUT /books-v1/_mapping': refused });

  expect(await createIndexes([book], server.send)).toMatchObject([{ added: [], differing: ['isbn'] }]);
});

test('reports an index whose texts are taken apart otherwise, and leaves it: a search goes on with what it has', async () => {
  const analysis = { analyzer: { words: { type: 'custom', tokenizer: 'standard', filter: ['lowercase'] } } };
  const server = serve({ ...existing, 'GET /books-v1/_settings': settings('books-v1', { index: { analysis } }) });

  expect(await createIndexes([book], server.send)).toMatchObject([{ added: [], differing: ['analysis'] }]);
  expect(server.changes()).toEqual([]);
});

test.each<[string, Readonly<Record<string, OpenSearchReply | object>>, string]>([
  ['an index has the name of an alias', { 'GET /books/_alias': { books: {} } }, 'search.alias-taken'],
  [
    'an alias is missing while the other is on two indexes',
    { 'GET /books-write/_alias': missing, 'GET /books/_alias': { 'books-v1': {}, 'books-v2': {} } },
    'search.ambiguous-alias',
  ],
  ['it may not look', { 'GET /_cluster/settings': replyOf(403, {}) }, 'search.forbidden'],
  ['it is not known', { 'GET /_cluster/settings': replyOf(401, {}) }, 'search.forbidden'],
  ['OpenSearch is overloaded', { 'GET /_cluster/settings': replyOf(429, {}) }, 'search.unavailable'],
  ['OpenSearch is down', { 'GET /_cluster/settings': replyOf(503, '') }, 'search.unavailable'],
  [
    'OpenSearch does not answer',
    { 'GET /_cluster/settings': { kind: 'none', reason: 'TimeoutError' } },
    'search.unavailable',
  ],
  [
    'the definition is refused',
    { ...fresh, 'PUT /books-v1': replyOf(400, { error: { type: 'x' } }) },
    'search.request-refused',
  ],
])('throws when %s', async (_, answers, code) => {
  await expect(createIndexes([book], serve({ ...existing, ...answers }).send)).rejects.toMatchObject({ code });
});
