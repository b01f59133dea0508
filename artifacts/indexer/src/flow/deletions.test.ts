import { expect, test } from '@jest/globals';
import { replyOf } from '../../test/fixtures/answer-with.ts';
import { buildAuthor, buildBook, buildUser } from '../../test/fixtures/build-change.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';
import { splitBulk } from '../../test/simulator/tear-bulk.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const user = (n: number) => buildUser(version(n));
const added = buildRecord({ after: user(10) });
const removed = buildRecord({ before: user(10), after: undefined });
const beat = buildRecord({
  after: {
    id: { S: 'Heartbeat:minute' },
    type: { S: 'Heartbeat' },
    heartbeatId: { S: 'minute' },
    beatAt: { S: '2026-11-21T10:00:00Z' },
    version: { N: '1' },
  },
});
type Library = ReturnType<typeof createLibrary>;
/** OpenSearch turns away every action of this index. */
const turnAway = ({ network, openSearch }: Library, index: string): void => {
  network.send = async (request) => {
    if (request.path !== '/_bulk') return openSearch.send(request);
    const items: unknown[] = [];
    for (const part of splitBulk(request)) {
      const [action = ''] = part.body?.split('\n') ?? [];
      const reply = action.includes(`"_index":"${index}"`) ? toTurnedAway(action) : await openSearch.send(part);
      items.push(...(reply.kind === 'reply' ? JSON.parse(reply.text).items : []));
    }
    return replyOf(200, { items });
  };
};
const toTurnedAway = (action: string) => {
  const [[name, target] = ['', {}]] = Object.entries(JSON.parse(action) as Record<string, object>);
  return replyOf(200, {
    items: [{ [name]: { ...target, status: 429, error: { type: 'rejected_execution_exception' } } }],
  });
};

test('keeps a deletion, with the last version, once OpenSearch has carried it out', async () => {
  const library = createLibrary();
  await library.index([added]);
  const found: unknown[] = [];
  library.network.putDeletions = async (some) => {
    found.push(library.document('users', 'S:User:u1'));
    return library.deletions.put(some);
  };

  expect((await library.index([removed])).outcomes).toEqual(['applied']);
  expect(found).toEqual([undefined]);
  expect(library.deletions.rows).toEqual(new Map([['users/S:User:u1', 10n]]));
});

test('has a delete delivered again whose row cannot be kept, and no other record', async () => {
  const library = createLibrary();
  await library.index([added]);
  library.network.putDeletions = async () => new Set();

  const first = await library.index([removed, beat]);
  library.network.putDeletions = library.deletions.put;
  const second = await library.index([removed]);

  expect(first.outcomes).toEqual(['retry', 'applied']);
  expect(first.batch.verdicts[0]?.reason).toBe('deletion not kept');
  expect(second.outcomes).toEqual(['applied']);
  expect(library.deletions.rows).toEqual(new Map([['users/S:User:u1', 10n]]));
});

test('keeps no deletion while an earlier record of the item waits, whatever else of the batch is done', async () => {
  const library = createLibrary();
  turnAway(library, 'users-v1');

  const { outcomes } = await library.index([added, beat]);
  const again = await library.index([added, removed]);

  expect([outcomes, again.outcomes]).toEqual([
    ['retry', 'applied'],
    ['retry', 'retry'],
  ]);
  expect(library.document('heartbeats', 'S:Heartbeat:minute')).toBeDefined();
  expect(library.deletions.rows.size).toBe(0);
});

test('keeps no deletion before every index that is written has carried it out', async () => {
  const library = createLibrary();
  library.addWriteTarget('users', 'users-v2');
  await library.index([added]);
  turnAway(library, 'users-v2');

  expect((await library.index([removed])).outcomes).toEqual(['retry']);
  expect(library.deletions.rows.size).toBe(0);

  library.network.send = library.openSearch.send;
  expect((await library.index([removed])).outcomes).toEqual(['applied']);
  expect(library.deletions.rows.size).toBe(1);
});

test('keeps a deletion that somebody else carried out before', async () => {
  const library = createLibrary();
  await library.index([added]);
  const newer = { _index: 'users-v1', _id: 'S:User:u1', version: 99, version_type: 'external_gte' };
  await library.openSearch.send({ method: 'POST', path: '/_bulk', body: `${JSON.stringify({ delete: newer })}\n` });

  expect((await library.index([removed])).outcomes).toEqual(['superseded']);
  expect(library.deletions.rows).toEqual(new Map([['users/S:User:u1', 10n]]));
});

test('keeps the deletion of a document that joins others', async () => {
  const library = createLibrary();
  library.table.put('Author:a1', buildAuthor());
  library.table.put('Book:b1', buildBook());
  await library.indexRest();
  library.table.put('Book:b1', undefined);

  expect((await library.indexRest()).outcomes).toEqual(['applied']);
  expect(library.deletions.rows).toEqual(new Map([['books/S:Book:b1', 10n]]));
});

test.each([
  ['what was added again in the same batch', [removed, buildRecord({ after: user(20) })]],
  ['what had no version', [buildRecord({ before: buildUser({ version: { S: 'x' } }), after: undefined })]],
  ['what no image tells', [buildRecord({ eventName: 'TRUNCATE', before: user(10), after: undefined })]],
  ['what no entity claims', [buildRecord({ before: { id: { S: 'x' }, type: { S: 'Other' } }, after: undefined })]],
])('keeps no deletion of %s', async (_, records) => {
  const library = createLibrary();
  let puts = 0;
  library.network.putDeletions = async () => {
    puts += 1;
    return new Set();
  };

  const { response } = await library.index(records);

  expect([response.batchItemFailures, puts]).toEqual([[], 0]);
});

test('keeps no deletion of what is parked, as it stands there still', async () => {
  const library = createLibrary();
  library.network.send = async () =>
    replyOf(200, { items: [{ delete: { _index: 'users-v1', _id: 'S:User:u1', status: 400, error: { type: 'x' } } }] });

  expect((await library.index([removed])).outcomes).toEqual(['parked']);
  expect(library.deletions.rows.size).toBe(0);
});

test('fails as a whole when the table may not be written to', async () => {
  const library = createLibrary();
  library.network.putDeletions = async () => {
    throw new Error('refused');
  };

  await expect(library.index([removed])).rejects.toThrow('refused');
});

test('leaves no document of what was deleted while a new name of what it joins was carried into it', async () => {
  const library = createLibrary();
  const { table, network } = library;
  const later = (seconds: number) => version((table.nowMs() + seconds * 1_000) * 1_000);
  table.put('Author:a1', buildAuthor(later(0)));
  table.put('Book:b1', buildBook(later(1)));
  await library.indexRest();
  table.put('Author:a1', buildAuthor({ name: { S: 'Jane' }, ...later(0) }));
  // The key of the author comes back unprocessed; by the next try the book is gone.
  network.readItems = async (references) => {
    const isBook = ({ id }: { readonly id: string }) => id.includes('Book');
    const books = await table.readItems(references.filter(isBook));
    if (references.length === 2 && table.get('Book:b1')) {
      table.put('Book:b1', undefined);
      await library.index(table.records.slice(-1));
      table.put('Author:a1', buildAuthor({ name: { S: 'J. Austen' }, ...later(2) }));
    }
    return new Map([...books, ...(await table.readItems(references.filter((each) => !isBook(each))))]);
  };

  expect((await library.index(table.records.slice(2, 3))).outcomes).toEqual(['applied']);
  expect(library.deletions.rows.size).toBe(1);
  expect(library.document('books', 'S:Book:b1')).toBeUndefined();
});
