import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { planShards, type Shard } from './plan-shards.ts';

const nothing = { finished: new Set<string>(), running: new Set<string>(), remembered: [] };
const parent: Shard = { shardId: 'parent', isClosed: true };
const child: Shard = { shardId: 'child', parentShardId: 'parent', isClosed: false };
const sibling: Shard = { shardId: 'sibling', parentShardId: 'parent', isClosed: false };

test('starts shards without a parent side by side', () => {
  const other: Shard = { shardId: 'other', isClosed: false };

  expect(planShards([parent, other], nothing)).toEqual({ start: [parent, other], waiting: [], forget: [] });
});

test('lets children wait until their parent is finished', () => {
  expect(planShards([parent, child, sibling], nothing)).toMatchObject({ start: [parent], waiting: [child, sibling] });
  expect(planShards([parent, child], { ...nothing, running: new Set(['parent']) })).toMatchObject({
    start: [],
    waiting: [child],
  });
  expect(planShards([parent, child, sibling], { ...nothing, finished: new Set(['parent']) })).toMatchObject({
    start: [child, sibling],
    waiting: [],
  });
});

test('starts a child whose parent the stream has forgotten', () => {
  expect(planShards([child], nothing).start).toEqual([child]);
});

test('lets a child wait for a parent that is still being read although it is no longer listed', () => {
  expect(planShards([child], { ...nothing, running: new Set(['parent']) })).toMatchObject({
    start: [],
    waiting: [child],
  });
});

test('starts nothing that is running or finished', () => {
  const known = { ...nothing, finished: new Set(['parent']), running: new Set(['child']) };

  expect(planShards([parent, child], known).start).toEqual([]);
});

test('forgets the progress of shards that are no longer listed, unless they are being read', () => {
  const known = { ...nothing, running: new Set(['busy']), remembered: ['parent', 'gone', 'busy'] };

  expect(planShards([parent], known).forget).toEqual(['gone']);
});

test('reads every shard of any lineage exactly once, each after its parent', () => {
  const lineage = fc.array(fc.option(fc.nat(), { nil: undefined }), { minLength: 1, maxLength: 12 }).map((parents) =>
    parents.map((pick, index): Shard => {
      const hasParent = pick !== undefined && index > 0;
      return { shardId: `s${index}`, isClosed: true, ...(hasParent && { parentShardId: `s${pick % index}` }) };
    }),
  );
  fc.assert(
    fc.property(lineage, fc.infiniteStream(fc.nat()), (shards, picks) => {
      const running = new Set<string>();
      const finished = new Set<string>();
      const started: string[] = [];
      for (let round = 0; finished.size < shards.length && round < 100; round += 1) {
        for (const { shardId } of planShards(shards, { finished, running, remembered: [...finished] }).start) {
          running.add(shardId);
          started.push(shardId);
          const parentId = shards.find((shard) => shard.shardId === shardId)?.parentShardId;
          expect(parentId === undefined || finished.has(parentId)).toBe(true);
        }
        const ending = [...running][(picks.next().value ?? 0) % running.size] ?? '';
        running.delete(ending);
        finished.add(ending);
      }
      expect(started.sort()).toEqual(shards.map(({ shardId }) => shardId).sort());
    }),
  );
});
