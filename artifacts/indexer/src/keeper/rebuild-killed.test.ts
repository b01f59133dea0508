import { expect, test } from '@jest/globals';
import { createFilledRig, type RebuildRig, toBook } from '../../test/fixtures/create-rebuild-rig.ts';

const books = 6;
const longThere = Array.from({ length: books }, (_, n) => `S:Book:${n}`);

/** Rebuild and finish, or rollback, killed at every request once; begun again each time by somebody who knows nothing. */
test.each([
  ['finish', 'before', 'books-v2'],
  ['finish', 'after', 'books-v2'],
  ['rollback', 'before', 'books-v1'],
  ['rollback', 'after', 'books-v1'],
] as const)('goes on after %s, wherever it is killed %s a request', async (step, when, index) => {
  let isOver = false;
  let killed = 0;
  let missed = 0;
  for (let k = 1; !isOver; k++) {
    let count = 0;
    const rig = await createFilledRig(
      {
        around: async (_, request) => {
          const isLast = ++count === k;
          if (isLast && when === 'before') throw new Error('killed');
          // Searches go on, and so does writing.
          missed += await countMissed(rig);
          rig.table.put(`Book:${books}`, toBook(books, `Title ${count}`, 100 + count));
          if (count % 4 === 0) await rig.indexRest();
          const answer = await request();
          missed += await countMissed(rig);
          if (isLast) throw new Error('killed');
          return answer;
        },
      },
      books,
    );

    const outcome = await runBoth(rig, step);
    if (outcome === 'killed') {
      killed += 1;
      const isEnded = rig.jobsTable.rebuild() === undefined && rig.openSearch.behind('books-write')[0] === index;
      if (!isEnded || step === 'rollback') await runBoth(rig, step);
    }
    isOver = outcome === 'done';

    await rig.indexRest();
    expect([k, rig.openSearch.behind('books'), rig.openSearch.behind('books-write')]).toEqual([k, [index], [index]]);
    expect(rig.openSearch.documents(index).size).toBe(books + 1);
    const { title } = rig.openSearch.documents(index).get(`S:Book:${books}`) ?? {};
    expect(rig.table.get(`Book:${books}`)?.title).toEqual({ S: title });
    expect(rig.jobsTable.rebuild()).toBeUndefined();
  }
  expect(missed).toBe(0);
  expect(killed).toBeGreaterThan(40);
});

async function countMissed({ search }: Pick<RebuildRig, 'search'>): Promise<number> {
  const found = new Set(await search('books'));
  return longThere.filter((id) => !found.has(id)).length;
}

async function runBoth(rig: RebuildRig, step: 'finish' | 'rollback') {
  try {
    // Where the first run has come to the end of the rebuild, or of all, there is nothing to go on with.
    await rig.run({ indexes: ['books'] }).catch(toNothing);
    await rig.run({ step });
    return 'done';
  } catch (error) {
    if (error instanceof Error && error.message === 'killed') return 'killed';
    throw error;
  }
}

function toNothing(error: unknown): void {
  if ((error as { code?: string }).code !== 'maintain.rebuild-unfinished') throw error;
}
