import { afterAll, expect, test } from '@jest/globals';
import definition from '../../artifacts/indexer/indexes/books.json' with { type: 'json' };
import type { OpenSearchRequest } from '../../artifacts/indexer/src/flow/send-request.ts';
import { createOpenSearchModel } from '../../artifacts/indexer/test/simulator/open-search/create-open-search-model.ts';
import { fc, seed } from '../support/fast-check.ts';
import { newId } from './support/new-id.ts';
import { createSend, forgetTombstones } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const prefix = `model${newId().slice(1, 11).toLowerCase()}`;
const realSend = createSend(servers.opensearchUrl);

afterAll(async () => {
  await realSend({ method: 'DELETE', path: `/${prefix}*` });
});

type Operation = OpenSearchRequest | 'forget';

const id = fc.constantFrom('a', 'b', 'c');
const index = fc.constantFrom('one', 'one', 'one', 'two', 'missing').map((name) => `INDEX-${name}`);
const existing = fc.constantFrom('one', 'two').map((name) => `INDEX-${name}`);
const alias = fc.constantFrom('first', 'second').map((name) => `INDEX-${name}`);
const document = fc.oneof(
  {
    arbitrary: fc.record({ title: fc.constantFrom('x', 'y'), authorId: fc.constantFrom('1', '2'), version: fc.nat(9) }),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom<object>(
      { title: { first: 'x' } },
      { authorId: ['1', '2'], tags: [] },
      { title: null, unmapped: { any: 1 } },
      { version: 'x' },
      { version: '7', price: '1.5' },
      { createdAt: true },
      { price: {} },
      { tags: [{ a: 1 }] },
      { createdAt: 1_700_000_000_000, price: 1e300 },
    ),
    weight: 3,
  },
);
const guard = fc.oneof(
  fc.constant({}),
  fc.record({ version: fc.nat(6), version_type: fc.constantFrom('external_gte', 'external') }),
  fc.nat(12).map((if_seq_no) => ({ if_seq_no, if_primary_term: 1 })),
);
const action = fc.oneof(
  fc
    .record({ _index: index, _id: id, guard, document })
    .map(
      ({ guard: held, document: source, ...place }) =>
        `${JSON.stringify({ index: { ...place, ...held } })}\n${JSON.stringify(source)}\n`,
    ),
  fc
    .record({ _index: index, _id: id, document })
    .map(({ document: source, ...place }) => `${JSON.stringify({ create: place })}\n${JSON.stringify(source)}\n`),
  fc
    .record({ _index: index, _id: id, guard })
    .map(({ guard: held, ...place }) => `${JSON.stringify({ delete: { ...place, ...held } })}\n`),
);
const bulk = fc
  .array(action, { minLength: 1, maxLength: 5 })
  .map((actions) => ({ method: 'POST' as const, path: '/_bulk', body: actions.join('') }));
const mget = fc.array(fc.record({ _index: index, _id: id }), { minLength: 1, maxLength: 4 }).map((docs) => ({
  method: 'POST' as const,
  path: '/_mget',
  query: { realtime: 'true' },
  body: JSON.stringify({ docs }),
}));
const query = fc.oneof(
  fc.constant<object>({ match_all: {} }),
  fc.constantFrom('1', '2').map((value) => ({ term: { authorId: value } })),
  fc
    .record({ gt: fc.integer({ min: -1, max: 8 }), lte: fc.integer({ min: 0, max: 20 }) })
    .map((limits) => ({ range: { _seq_no: limits } })),
  fc.constant({ bool: { filter: [{ terms: { authorId: ['1', '2'] } }, { range: { _seq_no: { gt: 2 } } }] } }),
);
const search = fc
  .record({ name: existing, query, order: fc.constantFrom('asc', 'desc'), size: fc.integer({ min: 1, max: 4 }) })
  .map((drawn) => ({
    method: 'POST' as const,
    path: `/${drawn.name}/_search`,
    query: { preference: '_shards:0|_primary' },
    body: JSON.stringify({
      size: drawn.size,
      query: drawn.query,
      sort: [{ _seq_no: drawn.order }],
      seq_no_primary_term: true,
      version: true,
      track_total_hits: true,
      _source: ['authorId', 'title'],
      aggs: { counts: { terms: { field: 'authorId', size: 5, include: ['1', '2'] } } },
    }),
  }));
const aliases = fc
  .array(
    fc
      .record({ verb: fc.constantFrom('add', 'add', 'remove'), index, alias })
      .map(({ verb, ...target }) => ({ [verb]: target })),
    { minLength: 1, maxLength: 3 },
  )
  .map((actions) => ({ method: 'POST' as const, path: '/_aliases', body: JSON.stringify({ actions }) }));
const read = fc.oneof(
  alias.map((name) => ({ method: 'GET' as const, path: `/_alias/${name}` })),
  fc.constant({ method: 'GET' as const, path: '/_alias/INDEX-first,INDEX-second' }),
  index.map((name) => ({ method: 'GET' as const, path: `/${name}/_alias` })),
  alias.map((name) => ({
    method: 'GET' as const,
    path: `/${name},INDEX-nobody/_alias`,
    query: { ignore_unavailable: 'true' },
  })),
  index.map((name) => ({ method: 'POST' as const, path: `/${name}/_count` })),
  index.map((name) => ({ method: 'GET' as const, path: `/${name}/_settings/index.number_of_shards` })),
);
const admin = fc.oneof(
  existing.map((name) => ({ method: 'PUT' as const, path: `/${name}`, body: JSON.stringify(definition) })),
  fc.constant({ method: 'DELETE' as const, path: '/INDEX-missing' }),
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: bulk, weight: 12 },
  { arbitrary: mget, weight: 3 },
  { arbitrary: search, weight: 4 },
  { arbitrary: aliases, weight: 2 },
  { arbitrary: read, weight: 2 },
  { arbitrary: admin, weight: 1 },
);

let runs = 0;

test(`answers as the real server does (MILLRACE_TEST_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 20, maxLength: 60, size: 'max' }), expectSameAnswers),
    { numRuns: 15, endOnFailure: true },
  );
}, 300_000);

test('forgets what was deleted when the real server does', async () => {
  const deleteA = {
    method: 'POST' as const,
    path: '/_bulk',
    body: '{"delete":{"_index":"INDEX-one","_id":"a","version":5,"version_type":"external_gte"}}\n',
  };
  const indexA = {
    ...deleteA,
    body: '{"index":{"_index":"INDEX-one","_id":"a","version":2,"version_type":"external_gte"}}\n{"title":"x"}\n',
  };
  await expectSameAnswers([deleteA, indexA, 'forget', indexA, deleteA, deleteA]);
});

async function expectSameAnswers(operations: readonly Operation[]): Promise<void> {
  const name = `${prefix}-${runs++}`;
  let nowMs = 1_800_000_000_000;
  const model = createOpenSearchModel({ nowMs: () => nowMs });
  for (const each of ['one', 'two']) {
    const request = { method: 'PUT' as const, path: `/${name}-${each}`, body: JSON.stringify(definition) };
    await Promise.all([realSend(request), model.send(request)]);
  }
  for (const [i, step] of operations.entries()) {
    if (step === 'forget') {
      nowMs += 2 * 3_600_000;
      await forgetTombstones(realSend, `${name}-`);
      continue;
    }
    const request = JSON.parse(JSON.stringify(step).replaceAll('INDEX', name)) as OpenSearchRequest;
    if (/_search|_count/.test(request.path)) {
      const refresh = { method: 'POST' as const, path: `/${name}-one,${name}-two/_refresh` };
      await Promise.all([realSend(refresh), model.send(refresh)]);
    }
    const [real, modelled] = await Promise.all([realSend(request), model.send(request)]);
    expect({ i, request, answer: toComparable(modelled) }).toEqual({ i, request, answer: toComparable(real) });
  }
  await realSend({ method: 'DELETE', path: `/${name}-one,${name}-two` });
}

type Answer = Awaited<ReturnType<typeof realSend>>;

/** What the indexer and its tools read of an answer. */
function toComparable(answer: Answer): unknown {
  if (answer.kind === 'none') return answer;
  return { status: answer.status, body: keepMeaning(JSON.parse(answer.text)) };
}

const meaningless = [
  'took',
  'reason',
  'root_cause',
  'index_uuid',
  'index',
  'resource.type',
  'resource.id',
  'caused_by',
  'shard',
  'max_score',
  '_shards',
  'sort',
  'forced_refresh',
];

function keepMeaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keepMeaning);
  if (typeof value !== 'object' || value === null) return value;
  // Inside of an error only its type is a constant.
  if ('root_cause' in value || ('type' in value && 'reason' in value))
    return { type: (value as { type: unknown }).type };
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([member, content]) => !meaningless.includes(member) || (member === 'index' && typeof content === 'object'),
      )
      .map(([member, content]) => [
        member,
        member === 'error' && typeof content === 'string' ? '' : keepMeaning(content),
      ]),
  );
}
