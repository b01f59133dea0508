import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { createLibrary } from '../../test/fixtures/create-library.ts';
import { entities } from '../entities/registry.ts';
import { answerJobs } from './answer-jobs.ts';
import { parseJobId, toJobId } from './jobs.ts';
import { workJobs } from './work-jobs.ts';

const version = (n: number) => ({ version: { N: String(n) } });
const id = { index: 'books', by: 'authorId', value: 'a1' };

/** An author of so many books who has been renamed: a job is open. */
const createRenamed = async (books = 1_200) => {
  const library = createLibrary();
  library.table.put('Author:a1', buildAuthor());
  for (let n = 0; n < books; n++)
    library.table.put(`Book:b${n}`, buildBook({ id: { S: `Book:b${n}` }, bookId: { S: `b${n}` } }));
  library.table.put('Author:a2', buildAuthor({ id: { S: 'Author:a2' }, authorId: { S: 'a2' } }));
  await library.indexRest();
  library.table.put('Author:a1', buildAuthor({ name: { S: 'J. A.' }, ...version(6) }));
  await library.indexRest();
  const isRenamed = () =>
    [...library.openSearch.documents('books-v1').values()].filter(({ authorName }) => authorName === 'J. A.').length;
  const work = (slices = Number.POSITIVE_INFINITY) => {
    let left = slices;
    return workJobs([id], { ...library.dependencies, entities, hasTime: () => left-- > 0 });
  };
  return { ...library, isRenamed, work };
};

test('carries a new name into every book, slice by slice, and forgets the job', async () => {
  const { work, isRenamed, jobs } = await createRenamed();

  expect((await work()).size).toBe(0);
  expect([isRenamed(), jobs.rows.size]).toEqual([1_200, 0]);
});

test('goes on where the last invocation ended', async () => {
  const { work, isRenamed, jobs, requests } = await createRenamed();

  expect((await work(1)).size).toBe(0);
  expect([isRenamed(), jobs.rows.size, jobs.records.length]).toEqual([250, 1, 3]);
  const countWritten = () =>
    requests.reduce(
      (sum, { path, body = '' }) => sum + (path === '/_bulk' ? body.split('"index":{').length - 1 : 0),
      0,
    );
  const before = countWritten();
  await work();
  expect([isRenamed(), jobs.rows.size]).toEqual([1_200, 0]);
  expect(countWritten() - before).toBe(950);
});

test('asks for a job again that it had no time for', async () => {
  const { work } = await createRenamed(501);

  expect([...(await work(0))]).toEqual([id]);
});

test('begins again when the item changes once more', async () => {
  const { work, table, indexRest, openSearch, network } = await createRenamed(600);
  const { jobs } = network;
  let isChanged = false;
  network.jobs = {
    ...jobs,
    advance: async (job, cursor) => {
      if (!isChanged) {
        isChanged = true;
        table.put('Author:a1', buildAuthor({ name: { S: 'Jane' }, ...version(7) }));
        await indexRest();
      }
      return jobs.advance(job, cursor);
    },
  };

  expect((await work()).size).toBe(0);
  const names = new Set([...openSearch.documents('books-v1').values()].map(({ authorName }) => authorName));
  expect(names).toEqual(new Set(['Jane']));
});

test.each([
  ['the job could not be read', { get: async () => 'unknown' as const }],
  ['how far it has come could not be noted', { advance: async () => 'unknown' as const }],
])('asks for a job again when %s', async (_, failing) => {
  const { work, network, jobs } = await createRenamed(501);
  network.jobs = { ...network.jobs, ...failing };

  expect([...(await work())]).toEqual([id]);
  expect(jobs.rows.size).toBe(1);
});

test.each(['/_refresh', '/_settings', '/_search', '/_bulk'])('asks for a job again when %s fails', async (path) => {
  const { work, network, jobs } = await createRenamed(501);
  const { send } = network;
  network.send = async (request) =>
    request.path.includes(path) ? { kind: 'none', reason: 'TimeoutError' } : send(request);

  expect([...(await work())]).toEqual([id]);
  expect(jobs.rows.size).toBe(1);
});

test('has nothing to do for a job that is done, or that nothing can be done for', async () => {
  const { dependencies, jobs } = createLibrary();
  const unknown = { index: 'films', by: 'authorId', value: 'a1' };
  await jobs.jobs.put([{ ...unknown, keyNames: ['id'], version: 1n, isUnordered: false }]);

  const undone = await workJobs([id, unknown], { ...dependencies, entities, hasTime: () => true });

  expect([undone.size, jobs.rows.size]).toEqual([0, 0]);
});

test('leaves out an index that is no longer written', async () => {
  const { addWriteTarget, jobs, openSearch, table, indexRest, work } = await createRenamed(501);
  addWriteTarget('books', 'books-v2');
  table.put('Author:a1', buildAuthor({ name: { S: 'Jane' }, ...version(7) }));
  await indexRest();
  await work(1);
  openSearch.removeIndex('books-v1');
  // Each read takes a millisecond here: until the write targets are looked up again.
  for (let n = 0; n < 5_000; n++) await table.readItems([]);

  expect((await work()).size).toBe(0);
  expect(jobs.rows.size).toBe(0);
});

test('tells a job by a key that fits into a row, whatever the value', () => {
  const of = (value: string) => ({ ...id, value });

  expect(parseJobId(toJobId(of('')))).toEqual(of(''));
  expect(parseJobId(toJobId(of('a/b\nc')))).toEqual(of('a/b\nc'));
  const long = toJobId(of('x'.repeat(2_041)));
  expect(long).toMatch(/^books\/authorId\/sha256:[0-9a-f]{64}$/);
  expect(toJobId(parseJobId(long) ?? id)).toBe(long);
  expect(parseJobId('rebuild')).toBeUndefined();
});

test('takes the jobs out of the records of their table, and tells which record is to come again', async () => {
  const { dependencies, network } = await createRenamed(501);
  network.jobs = { ...network.jobs, get: async () => 'unknown' };
  const record = (key: string, number: string) => ({ dynamodb: { Keys: { id: { S: key } }, SequenceNumber: number } });
  const event = {
    Records: [record('rebuild', '1'), record('books/authorId/a1', '2'), record('books/authorId/a/b', '3')],
  };

  const answer = await answerJobs(event, { ...dependencies, entities, hasTime: () => true });

  expect(answer).toEqual({
    records: 3,
    jobs: 2,
    reported: 2,
    response: { batchItemFailures: [{ itemIdentifier: '2' }] },
  });
});
