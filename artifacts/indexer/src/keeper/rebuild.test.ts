import { expect, test } from '@jest/globals';
import { createFilledRig, toAuthor, toBook } from '../../test/fixtures/create-rebuild-rig.ts';

const bookIds = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `S:Book:${from + i}`);

test('fills a new index and sends the searches there', async () => {
  const rig = await createFilledRig();

  const [slice] = await rig.run({ indexes: ['books'] });

  expect(slice).toMatchObject({ isDone: true, counts: { filled: 12 } });
  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([
    ['books-v2'],
    ['books-v1', 'books-v2'],
  ]);
  expect((await rig.search('books')).toSorted()).toEqual(bookIds(12).sort());
  expect(rig.openSearch.documents('books-v2')).toEqual(rig.openSearch.documents('books-v1'));
});

test('has nothing written to an index that has no primary shard, as that would hold all live writes back', async () => {
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      const isHealth = name === 'send' && typeof answer === 'object' && answer !== null && 'text' in answer;
      return isHealth && String(answer.text) === '{"status":"green"}' ? { ...answer, status: 408 } : answer;
    },
  });

  await expect(rig.run({ indexes: ['books'] })).rejects.toMatchObject({ code: 'search.unavailable' });
  expect(rig.openSearch.behind('books-write')).toEqual(['books-v1']);
});

test('waits until no invocation can be under way that does not know the new index', async () => {
  const rig = await createFilledRig();
  const startedAtMs = rig.clock();

  await rig.run({ indexes: ['books'] });

  expect(rig.clock() - startedAtMs).toBeGreaterThanOrEqual(25_000);
});

test('rebuilds all indexes by one scan of the table', async () => {
  let scans = 0;
  const rig = await createFilledRig({
    around: (name, request) => {
      if (name === 'scanTable') scans += 1;
      return request();
    },
  });

  await rig.run({});

  expect(['authors', 'books', 'rentals', 'users'].flatMap(rig.openSearch.behind)).toEqual([
    'authors-v2',
    'books-v2',
    'rentals-v2',
    'users-v2',
  ]);
  // Four segments, and one more scan that compares.
  expect(scans).toBe(5);
});

test('shows in the new index what is written while it is filled, also what an indexer does not know of it yet', async () => {
  let n = 101;
  const rig = await createFilledRig({
    around: async (_, request) => {
      n += 1;
      rig.table.put(`Book:${n % 7}`, n % 5 === 0 ? undefined : toBook(n % 7, `Changed ${n}`, n));
      if (n % 11 === 0) rig.table.put('Author:a', toAuthor(`Ann ${n}`, n));
      if (n % 3 === 0) await rig.indexRest();
      return request();
    },
  });

  await rig.run({ indexes: ['books', 'authors'] });
  await rig.indexRest();

  const name = rig.table.get('Author:a')?.name;
  const documents = [...rig.openSearch.documents('books-v2')];
  expect(documents.map(([id, { title, authorName }]) => [id, title, authorName]).sort()).toEqual(
    rig.table
      .items()
      .filter(({ type }) => type && 'S' in type && type.S === 'Book')
      .map(({ id, title }) => [`S:${textOf(id)}`, textOf(title), textOf(name)])
      .sort(),
  );
});

function textOf(value: unknown): string {
  return (value as { S: string }).S;
}

test('goes on in the next slice when OpenSearch does not answer at the end of this one', async () => {
  let outage: 'to come' | 'there' | 'over' = 'to come';
  const rig = await createFilledRig({
    around: (name, request) => {
      if (name === 'scanTable' && outage === 'to come') outage = 'there';
      // The next slice begins with this.
      if (name === 'get' && outage === 'there') outage = 'over';
      return outage === 'there' && name === 'send' ? Promise.resolve({ kind: 'none', reason: 'Timeout' }) : request();
    },
    hasTime: () => outage !== 'there',
  });

  expect(await rig.run({ indexes: ['books'] })).toHaveLength(2);
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

test('says that OpenSearch does not answer, and goes on when it is run again', async () => {
  let outage: 'to come' | 'there' | 'over' = 'to come';
  const rig = await createFilledRig({
    around: (name, request) => {
      if (name === 'scanTable' && outage === 'to come') outage = 'there';
      return outage === 'there' && name === 'send'
        ? Promise.resolve({ kind: 'none', reason: 'TimeoutError' })
        : request();
    },
  });

  await expect(rig.run({ indexes: ['books'] })).rejects.toMatchObject({ code: 'search.unavailable' });
  expect(JSON.parse(rig.jobsTable.rebuild()?.state ?? '')).toMatchObject({ stage: 'fill' });

  outage = 'over';
  await rig.run({ indexes: ['books'] });
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

test('does not go on before the cluster has agreed', async () => {
  let refused = 0;
  let agreed = 0;
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      if (name !== 'send' || !JSON.stringify(answer).includes('acknowledged')) return answer;
      if (refused === 2) agreed += 1;
      if (refused === 2) return answer;
      refused += 1;
      return { kind: 'reply', status: 200, text: '{"acknowledged":false}' };
    },
  });

  await rig.run({ indexes: ['books'] });

  // The index was there when it was created again; both aliases were asked for until they were agreed on.
  expect([refused, agreed, rig.openSearch.behind('books')]).toEqual([2, 2, ['books-v2']]);
});

test('goes on where it was when it hears of none of its writes', async () => {
  let isKept = false;
  const rig = await createFilledRig({
    around: async (name, request) => {
      const answer = await request();
      isKept = name === 'put' && !isKept;
      return isKept || answer === 'removed' ? 'unknown' : answer;
    },
  });

  await rig.run({ indexes: ['books'] });
  await rig.run({ step: 'finish' });

  expect([rig.openSearch.behind('books'), rig.jobsTable.rebuild()]).toEqual([['books-v2'], undefined]);
});

test('works in slices of any length', async () => {
  let count = 0;
  const rig = await createFilledRig({ hasTime: () => ++count % 3 !== 0 });

  const slices = await rig.run({ indexes: ['books'] });

  expect(slices.length).toBeGreaterThan(5);
  expect(slices.map(({ isDone }) => isDone)).toEqual([...slices.slice(1).map(() => false), true]);
  expect(slices.map(({ progress }) => progress.phase)).toContain('waiting for the indexers (s)');
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

test('is one rebuild when two are begun at once', async () => {
  const rig = await createFilledRig();

  const all = await Promise.allSettled([rig.run({ indexes: ['books'] }), rig.run({ indexes: ['books'] })]);

  expect(all.map(({ status }) => status)).toContain('fulfilled');
  expect([rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([
    ['books-v2'],
    ['books-v1', 'books-v2'],
  ]);
});
