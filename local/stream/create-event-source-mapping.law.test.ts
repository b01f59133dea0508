import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { createEventSourceMapping } from './create-event-source-mapping.ts';
import { createFakeClock } from './fixtures/fake-clock.ts';
import { createFakeStream } from './fixtures/fake-stream.ts';
import { openMemoryCheckpoint } from './fixtures/memory-checkpoint.ts';
import { createdSeconds, streamArn } from './fixtures/pending-records.ts';
import type { ShardProgress } from './parse-checkpoint.ts';
import type { EventRecord } from './to-pending-record.ts';

/** What happens around the mapping between two moments at which it may go on. */
type Happening =
  | { readonly kind: 'write'; readonly shard: number; readonly count: number }
  | { readonly kind: 'roll'; readonly shard: number }
  | { readonly kind: 'expire-iterators' }
  | { readonly kind: 'outage'; readonly calls: number }
  | { readonly kind: 'restart'; readonly graceMs: number }
  | { readonly kind: 'turns'; readonly count: number };

const shard = fc.nat(5);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant('write' as const), shard, count: fc.integer({ min: 1, max: 60 }) }),
    weight: 4,
  },
  fc.record({ kind: fc.constant('roll' as const), shard }),
  fc.constant({ kind: 'expire-iterators' as const }),
  fc.record({ kind: fc.constant('outage' as const), calls: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ kind: fc.constant('restart' as const), graceMs: fc.constantFrom(0, 5_000) }),
  { arbitrary: fc.record({ kind: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 60 }) }), weight: 4 },
);

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A function that succeeds, throws, or stops in the middle, as drawn; it remembers what it has truly done, in order. */
const createProbe = (draws: Iterator<number>) => {
  const done: string[] = [];
  const disordered: number[][] = [];
  return {
    done,
    disordered,
    invoke: async (event: unknown) => {
      const { Records } = event as { Records: EventRecord[] };
      const numbers = Records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));
      if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) disordered.push(numbers);
      await turns(1);
      const draw = draws.next().value as number;
      if (draw % 4 === 0) throw new Error('no');
      const doneCount = draw % 4 === 1 ? draw % (Records.length + 1) : Records.length;
      done.push(...Records.slice(0, doneCount).map(({ eventID }) => eventID));
      const failed = Records[doneCount];
      return failed && { batchItemFailures: [{ itemIdentifier: failed.dynamodb.SequenceNumber }] };
    },
  };
};

async function play(happenings: readonly Happening[], draws: Iterator<number>) {
  const stream = createFakeStream();
  const disk = new Map<string, ShardProgress>();
  const probe = createProbe(draws);
  const lineage = [{ shardId: 's0', isOpen: true, parents: [] as string[], written: [] as string[] }];
  stream.open('s0');
  const start = () => {
    const mapping = createEventSourceMapping({
      ...{ streamArn, functionArn: 'arn', source: stream.source, invoke: probe.invoke },
      ...{ checkpoint: openMemoryCheckpoint(disk), keepFailedBatch: async () => {} },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      settings: { batchSize: 25 },
      clock: createFakeClock((createdSeconds + 10) * 1_000),
    });
    return { ...mapping, ended: mapping.run() };
  };
  let mapping = start();
  for (const it of happenings) {
    const open = lineage.filter(({ isOpen }) => isOpen);
    const chosen = 'shard' in it ? open[it.shard % open.length] : undefined;
    if (it.kind === 'write' && chosen) {
      chosen.written.push(...stream.write(chosen.shardId, it.count).map(({ eventID }) => eventID));
    } else if (it.kind === 'roll' && chosen) {
      chosen.isOpen = false;
      stream.close(chosen.shardId);
      for (const side of ['l', 'r']) {
        const shardId = `${chosen.shardId}${side}`;
        stream.open(shardId, chosen.shardId);
        lineage.push({ shardId, isOpen: true, parents: [...chosen.parents, chosen.shardId], written: [] });
      }
    } else if (it.kind === 'expire-iterators') stream.expireIterators();
    else if (it.kind === 'outage') stream.failNext(it.calls);
    else if (it.kind === 'turns') await turns(it.count);
    else if (it.kind === 'restart') {
      await mapping.stop(it.graceMs);
      await mapping.ended;
      mapping = start();
    }
  }
  stream.failNext(0);
  stream.disable();
  await mapping.ended;
  return { lineage, ...probe };
}

/** The order in which things were done for the first time. */
const firstTimes = (done: readonly string[]) => new Map([...new Set(done)].map((eventID, index) => [eventID, index]));

test('whatever happens: every record is done, in the order of its shard, after all of its ancestors, and in no batch twice', async () => {
  const script = fc.array(happening, { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(script, fc.infiniteStream(fc.nat(1_000)), async (happenings, draws) => {
      const { lineage, done, disordered } = await play(happenings, draws);
      const order = firstTimes(done);
      expect(disordered).toEqual([]);
      for (const { shardId, parents, written } of lineage) {
        const path = lineage.filter((other) => parents.includes(other.shardId)).flatMap((other) => other.written);
        const times = [...path, ...written].map((eventID) => order.get(eventID) ?? -1);
        expect({ shardId, times }).toEqual({ shardId, times: [...times].sort((a, b) => a - b) });
        expect(times).not.toContain(-1);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);
