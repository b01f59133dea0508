import { expect, test } from '@jest/globals';
import { createFilledRig, createRebuildRig } from '../../test/fixtures/create-rebuild-rig.ts';
import { createClock } from '../../test/simulator/create-clock.ts';
import { limitRate } from './limit-rate.ts';
import type { RebuildDependencies } from './rebuild/rebuild-step.ts';

interface Taken {
  readonly atMs: number;
  readonly count: number;
}

/** Something limited, on a clock that moves by waiting alone, and what it let through at what time. */
const createLimited = async (rate: number | undefined, hasTime: () => boolean = () => true) => {
  const clock = createClock();
  const { dependencies } = await createRebuildRig({});
  const taken: Taken[] = [];
  const take = (count: number) => taken.push({ atMs: clock.nowMs(), count });
  const limited = limitRate<RebuildDependencies>(
    {
      ...dependencies,
      nowMs: clock.nowMs,
      wait: clock.sleep,
      hasTime,
      scanTable: async ({ limit }) => {
        // A page that ends early.
        take(limit / 2);
        return { items: Array.from({ length: limit / 2 }, () => ({})), readAtMs: 0, nextKey: undefined };
      },
      readItems: async (references) => {
        take(references.length);
        return new Map();
      },
      send: async ({ path, body = '' }) => {
        take(path === '/_bulk' ? (body.match(/\n/g)?.length ?? 0) : 0);
        return { kind: 'none', reason: 'nobody' };
      },
    },
    rate,
  );
  return { limited, taken, clock };
};

/** What one segment of a fill does with a page of ten items. */
const workOff = async ({ scanTable, readItems, send }: RebuildDependencies, pages: number) => {
  const references = Array.from({ length: 10 }, (_, n) => ({ id: `S:${n}`, key: { id: { S: String(n) } } }));
  const body = references.map(({ id }) => `{"delete":{"_index":"books-v2","_id":"${id}"}}\n`).join('');
  for (let n = 0; n < pages; n++) {
    await scanTable({ segment: 0, segments: 4, startKey: undefined, limit: 20 });
    await readItems(references);
    await send({ method: 'POST', path: '/_bulk', body });
    await send({ method: 'POST', path: '/books-v2/_search' });
  }
};

test('lets no more through than the rate, of reads and writes together and over all that are at it', async () => {
  const { limited, taken, clock } = await createLimited(100);

  const work = Promise.all([1, 2, 3, 4].map(() => workOff(limited, 5)));
  await clock.run(10_000, async () => {});
  await work;

  const startMs = taken[0]?.atMs ?? 0;
  let before = 0;
  for (const { atMs, count } of taken) {
    // Up to a page of each of the four: what is being read is paid for as a whole page until it is known to be less.
    expect(before).toBeLessThanOrEqual((100 * (atMs - startMs)) / 1_000 + 40);
    before += count;
  }
  expect(before).toBe(4 * 5 * 30);
  // Nor does it take much longer than it must.
  expect((taken.at(-1)?.atMs ?? 0) - startMs).toBeLessThan(7_500);
});

test('does not wait without a rate', async () => {
  const { limited, taken, clock } = await createLimited(undefined);

  await workOff(limited, 5);

  expect(new Set(taken.map(({ atMs }) => atMs))).toEqual(new Set([clock.nowMs()]));
});

test('finishes what is begun without waiting when the slice is over', async () => {
  const { limited, taken } = await createLimited(1, () => false);

  await workOff(limited, 1);

  expect(taken).toHaveLength(4);
});

test('bounds a whole rebuild', async () => {
  const taken: Taken[] = [];
  const rig = await createFilledRig(
    {
      around: async (name, request) => {
        const answer = await request();
        const count = name === 'readItems' ? (answer as ReadonlyMap<string, unknown>).size : 0;
        const items = name === 'scanTable' ? (answer as { items: readonly unknown[] }).items.length : 0;
        taken.push({ atMs: rig.clock(), count: count + items });
        return answer;
      },
    },
    40,
  );

  const [slice] = await rig.run({ indexes: ['books'], rate: 20 });

  expect(slice?.counts).toMatchObject({ filled: 40, repaired: 0 });
  const reads = taken.filter(({ count }) => count > 0);
  const total = reads.reduce((sum, { count }) => sum + count, 0);
  const spentMs = (reads.at(-1)?.atMs ?? 0) - (reads[0]?.atMs ?? 0);
  expect(total).toBeGreaterThan(160);
  expect(spentMs).toBeGreaterThan(((total - 20) * 1_000) / 20);
});
