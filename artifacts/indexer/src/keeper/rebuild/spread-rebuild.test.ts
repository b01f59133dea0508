import { expect, test } from '@jest/globals';
import {
  createFilledRig,
  type RebuildRig,
  type RebuildRigOptions,
  toBook,
} from '../../../test/fixtures/create-rebuild-rig.ts';
import { rebuild } from '../rebuild.ts';
import type { Slice } from '../slice.ts';

const books = 40;
const segments = 3;
const lead = { indexes: ['books'], step: 'advance', segments } as const;

/** Slice after slice, until there is work for others, or all is done. */
const advance = async (rig: RebuildRig, resume?: string): Promise<Slice> => {
  const slice = await rebuild({ ...lead, resume }, rig.dependencies);
  return slice.isDone || slice.work !== undefined ? slice : advance(rig, slice.resume);
};
const work = async (rig: RebuildRig, text: string, segment: number): Promise<readonly Slice[]> => {
  const slices: Slice[] = [];
  for (let resume: string | undefined; slices.length === 0 || resume !== undefined; resume = slices.at(-1)?.resume)
    slices.push(await rebuild({ work: text, segment, segments, resume }, rig.dependencies));
  return slices;
};
/** As the state machine does it; says what there was to be done. */
const runAll = async (rig: RebuildRig): Promise<readonly string[]> => {
  const stages: string[] = [];
  let slice = await advance(rig);
  for (; slice.work !== undefined; slice = await advance(rig, slice.resume)) {
    stages.push(slice.work.split('.').slice(2).join(' '));
    for (let segment = 0; segment < segments; segment++) await work(rig, slice.work, segment);
  }
  expect(slice.isDone).toBe(true);
  return stages;
};
const createRig = (options: RebuildRigOptions = {}) => createFilledRig(options, books);
const stateOf = (rig: RebuildRig) => JSON.parse(rig.jobsTable.rebuild()?.state ?? '{}');
const ids = Array.from({ length: books }, (_, n) => `S:Book:${n}`).sort();
const drop = async (rig: RebuildRig, names: readonly string[]): Promise<void> => {
  const lines = names.map((_id) => `${JSON.stringify({ delete: { _index: 'books-v2', _id } })}\n`);
  await rig.openSearch.send({ method: 'POST', path: '/_bulk', body: lines.join('') });
};

test('fills and compares in segments, and sends the searches to the new index', async () => {
  const rig = await createRig();

  expect(await runAll(rig)).toEqual(['fill 0', 'compare 0']);
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
  expect((await rig.search('books')).toSorted()).toEqual(ids);
  expect(stateOf(rig)).toMatchObject({ stage: 'switched', fill: { done: books } });
});

test('does not switch before every segment is filled and was found equal', async () => {
  const rig = await createRig();
  const { work: fill = '', resume } = await advance(rig);
  await work(rig, fill, 0);
  await work(rig, fill, 2);
  // The same segment again counts once, and is not gone through again.
  expect((await work(rig, fill, 2)).map(({ progress }) => progress.phase)).toEqual(['done already']);

  expect(await advance(rig, resume)).toMatchObject({ isDone: false, work: fill });
  await work(rig, fill, 1);
  const { work: compare = '' } = await advance(rig, resume);
  await work(rig, compare, 0);
  await work(rig, compare, 1);

  expect(await advance(rig, resume)).toMatchObject({ isDone: false, work: compare });
  expect(rig.openSearch.behind('books')).toEqual(['books-v1']);
});

test('repairs what a worker finds, and compares all of it again', async () => {
  const rig = await createRig();
  const { work: fill = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, fill, segment);
  await drop(rig, ['S:Book:3', 'S:Book:7']);

  expect(await runAll(rig)).toEqual(['compare 0', 'compare 1']);
  expect((await rig.search('books')).toSorted()).toEqual(ids);
});

test('gives up after some rounds, says so once, and begins them anew', async () => {
  const rig = await createRig();
  await work(rig, (await advance(rig)).work ?? '', 0);
  const runSpoilt = async (): Promise<number> => {
    for (let rounds = 0; ; rounds++) {
      const { work: text = '' } = await advance(rig);
      if (text.includes('.compare.')) await drop(rig, ['S:Book:3']);
      for (const segment of [0, 1, 2]) await work(rig, text, segment);
      if (rounds > 9) return rounds;
    }
  };

  await expect(runSpoilt()).rejects.toMatchObject({ code: 'maintain.rebuild-differs' });
  expect(rig.openSearch.behind('books')).toEqual(['books-v1']);
  await runAll(rig);
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

test('goes on when every worker is killed in each slice one request later', async () => {
  let left = Number.POSITIVE_INFINITY;
  const rig = await createRig({
    around: async (_, request) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return request();
    },
  });
  const killed = async <T>(run: () => Promise<T>): Promise<T> => {
    for (let k = 1; ; k++) {
      left = k;
      const end = await run().catch((error: unknown) => {
        if (!(error instanceof Error) || error.message !== 'killed') throw error;
      });
      left = Number.POSITIVE_INFINITY;
      if (end !== undefined) return end;
    }
  };
  let resume: string | undefined;
  for (let isDone = false; !isDone; ) {
    const slice = await killed(() => rebuild({ ...lead, resume }, rig.dependencies));
    ({ isDone, resume } = slice);
    for (const segment of slice.work === undefined ? [] : [0, 1, 2])
      await killed(() => work(rig, slice.work ?? '', segment));
  }

  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
  expect((await rig.search('books')).toSorted()).toEqual(ids);
});

test('lets two executions work at once: each segment counts once, and the searches are switched once', async () => {
  const rig = await createRig();
  const [one, other] = await Promise.all([advance(rig), advance(rig)]);
  expect(other.work).toBe(one.work);
  const everything = [0, 1, 2, 2, 1, 0].map((segment) => work(rig, one.work ?? '', segment));
  await Promise.all(everything);
  const [first, second] = await Promise.all([advance(rig, one.resume), advance(rig, other.resume)]);
  await Promise.all([0, 1, 2, 0, 1, 2].map((segment) => work(rig, first.work ?? '', segment)));

  const ends = await Promise.all([advance(rig, first.resume), advance(rig, second.resume)]);

  expect(ends.map(({ isDone }) => isDone)).toEqual([true, true]);
  expect(rig.openSearch.behind('books')).toEqual(['books-v2']);
});

test('goes on as one worker where segments were begun, and in segments where one worker has begun', async () => {
  const alone = await createRig();
  const { work: fill = '' } = await advance(alone);
  await work(alone, fill, 0);
  await alone.run({ indexes: ['books'] });

  const divided = await createRig({ hasTime: () => false });
  let begun = await rebuild({ indexes: ['books'] }, divided.dependencies);
  while (stateOf(divided).stage !== 'compare')
    begun = await rebuild({ indexes: ['books'], resume: begun.resume }, divided.dependencies);

  // What one worker has done of a stage is another's to do again.
  expect(await work(alone, fill, 1)).toMatchObject([{ isDone: true, counts: {} }]);
  expect(alone.openSearch.behind('books')).toEqual(['books-v2']);
  expect(await runAll(divided)).toEqual(['compare 0']);
});

test('counts nothing of an earlier round that one worker has given up since', async () => {
  const rig = await createRig();
  const { work: fill = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, fill, segment);
  const { work: compare = '' } = await advance(rig);
  await work(rig, compare, 0);
  await work(rig, compare, 1);
  const { send } = rig.dependencies;
  const forgetful = {
    ...rig.dependencies,
    send: async (request: Parameters<typeof send>[0]) => {
      const reply = await send(request);
      if (request.path === '/_bulk') await drop(rig, ids);
      return reply;
    },
  };
  await drop(rig, ids);
  await expect(rebuild({ indexes: ['books'] }, forgetful)).rejects.toMatchObject({ code: 'maintain.rebuild-differs' });

  // Neither the segments, nor a worker that outlived that, say anything of what there is now.
  expect(await work(rig, compare, 2)).toMatchObject([{ progress: { phase: 'done already' } }]);
  expect(await runAll(rig)).toEqual(['compare 6', 'compare 7']);
  expect((await rig.search('books')).toSorted()).toEqual(ids);
});

test('compares all of it again where one worker found a difference in the middle of a round', async () => {
  const rig = await createRig({ hasTime: () => false });
  const { work: fill = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, fill, segment);
  const { work: compare = '' } = await advance(rig);
  await work(rig, compare, 0);
  await work(rig, compare, 1);
  await drop(rig, ids);
  let slice = await rebuild({ indexes: ['books'] }, rig.dependencies);
  while (stateOf(rig).check.differing === 0) {
    await rig.dependencies.wait(20_000);
    slice = await rebuild({ indexes: ['books'], resume: slice.resume }, rig.dependencies);
  }
  expect(stateOf(rig)).toMatchObject({ stage: 'compare', check: { round: 0, position: expect.any(String) } });

  expect(await runAll(rig)).toEqual(['compare 0', 'compare 1']);
});

test('has one worker compare all of it again where a segment found a difference in the middle of its round', async () => {
  const rig = await createRig({ hasTime: () => false });
  const { work: fill = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, fill, segment);
  const { work: compare = '' } = await advance(rig);
  let slice = await rebuild({ indexes: ['books'] }, rig.dependencies);
  expect(stateOf(rig)).toMatchObject({ stage: 'compare', check: { position: expect.any(String) } });
  await drop(rig, ids);
  for (const segment of [0, 1]) await work(rig, compare, segment);

  for (; !slice.isDone; slice = await rebuild({ indexes: ['books'], resume: slice.resume }, rig.dependencies))
    await rig.dependencies.wait(20_000);
  // Those of the segment where nobody had looked were missing still: only another round could find them.
  expect((await rig.search('books')).toSorted()).toEqual(ids);
});

test('fills again when somebody has taken the new index out of the write alias', async () => {
  const rig = await createRig();
  const { work: fill = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, fill, segment);
  const { work: compare = '' } = await advance(rig);
  for (const segment of [0, 1, 2]) await work(rig, compare, segment);
  const actions = [{ remove: { index: 'books-v2', alias: 'books-write' } }];
  await rig.openSearch.send({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) });
  rig.table.put('Book:99', toBook(99));
  await rig.indexRest();

  expect(await runAll(rig)).toEqual(['fill 0', 'compare 0']);
  expect((await rig.search('books')).toSorted()).toEqual([...ids, 'S:Book:99'].sort());
});

test('leaves work undone that is another’s by now', async () => {
  const rig = await createRig();
  const { work: fill = '' } = await advance(rig);
  await expect(rebuild({ ...lead, segments: 5 }, rig.dependencies)).rejects.toMatchObject({
    code: 'maintain.rebuild-unfinished',
    message: expect.stringContaining('in 3 segments, got 5'),
  });
  await expect(rebuild({ work: fill, segment: 0, segments: 5 }, rig.dependencies)).rejects.toMatchObject({
    code: 'maintain.invalid-request',
  });
  await rig.run({ step: 'rollback' });
  const ended = { code: 'maintain.no-rebuild' };

  await expect(work(rig, fill, 0)).rejects.toMatchObject(ended);
  await expect(rebuild({ ...lead, resume: (await advance(rig)).resume }, rig.dependencies)).resolves.toBeDefined();
  await expect(work(rig, fill, 0)).rejects.toMatchObject(ended);
});
