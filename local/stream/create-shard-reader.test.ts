import { expect, test } from '@jest/globals';
import { createShardReader, type ShardReader } from './create-shard-reader.ts';
import type { StreamSource } from './create-stream-source.ts';
import { createFakeStream } from './fixtures/fake-stream.ts';
import { numbersOf, streamArn, toSequenceNumber } from './fixtures/pending-records.ts';

const rig = () => {
  const stream = createFakeStream();
  stream.open('one');
  let isClosed = false;
  const createReader = (changed: Partial<StreamSource> = {}) =>
    createShardReader({
      source: { ...stream.source, ...changed },
      streamArn,
      shardId: 'one',
      isClosed: () => isClosed,
      now: () => 0,
    });
  const close = () => {
    stream.close('one');
    isClosed = true;
  };
  return { stream, createReader, close };
};
const after = (number: number) => ({ sequenceNumber: toSequenceNumber(number), eventId: `event-${number}` });
const readNumbers = async (reader: ShardReader, position?: ReturnType<typeof after>) =>
  numbersOf((await reader.read(position)).records);

test('begins at the oldest record and reads on from there', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.write('one', 2);

  expect(await readNumbers(reader)).toEqual([1, 2]);
  expect(await reader.read(undefined)).toEqual({ records: [], isFull: false, isAtTip: true });
  stream.write('one', 1);
  expect(await readNumbers(reader)).toEqual([3]);
});

test('opens behind the last record that is done', async () => {
  const { stream, createReader } = rig();
  stream.write('one', 4);

  expect(await readNumbers(createReader(), after(2))).toEqual([3, 4]);
});

test('comes to the end of a closed shard', async () => {
  const { stream, createReader, close } = rig();
  const reader = createReader();
  stream.write('one', 1);
  close();

  expect(await readNumbers(reader)).toEqual([1]);
  expect(reader.hasEnded()).toBe(true);
});

test('comes to the end at once when the last record of a closed shard is done', async () => {
  const { stream, createReader, close } = rig();
  const reader = createReader();
  stream.write('one', 2);
  close();

  expect(await readNumbers(reader, after(2))).toEqual([]);
  expect(reader.hasEnded()).toBe(true);
});

test('asks for more records at a time while they are small', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.write('one', 500);

  const reads = [await reader.read(undefined), await reader.read(undefined), await reader.read(undefined)];

  expect(reads.map(({ records }) => records.length)).toEqual([50, 100, 200]);
  expect(reads.every(({ isFull }) => isFull)).toBe(true);
});

test('opens anew behind the last done record when its iterator has expired', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.write('one', 2);
  await reader.read(undefined);
  stream.write('one', 1);
  stream.expireIterators();

  expect(await readNumbers(reader, after(2))).toEqual([]);
  expect(reader.isOpen()).toBe(false);
  expect(await readNumbers(reader, after(2))).toEqual([3]);
});

test('begins at the oldest record left when the last done one has expired, and says so', async () => {
  const { stream, createReader } = rig();
  stream.write('one', 4);
  stream.trim('one', 2);

  const read = await createReader().read(after(1));

  expect(numbersOf(read.records)).toEqual([3, 4]);
  expect(read.restart).toBe('expired');
});

test('passes over nothing when records expire between two reads', async () => {
  const { stream, createReader, close } = rig();
  const reader = createReader();
  stream.write('one', 1);
  await reader.read(undefined);
  stream.write('one', 4);
  stream.trim('one', 3);
  close();

  expect(await readNumbers(reader, after(1))).toEqual([]);
  expect(reader.hasEnded()).toBe(false);
  expect(await readNumbers(reader, after(1))).toEqual([4, 5]);
  expect(reader.hasEnded()).toBe(true);
});

test('is not at the end when the first records behind the position expire while it opens', async () => {
  const { stream, createReader, close } = rig();
  stream.write('one', 5);
  close();
  const reader = createReader({
    getRecords: async (iterator, limit) => {
      const answer = await stream.source.getRecords(iterator, limit);
      if (limit === 1) stream.trim('one', 3);
      return answer;
    },
  });

  expect(await readNumbers(reader, after(1))).toEqual([]);
  expect(reader.hasEnded()).toBe(false);
  expect(await readNumbers(reader, after(1))).toEqual([4, 5]);
});

test('waits at an open shard of which every record has expired, and reads on when it is written to', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.write('one', 2);
  stream.trim('one', 2);

  const first = await reader.read(after(2));
  const second = await reader.read(undefined);
  stream.write('one', 1);

  expect(first).toEqual({ records: [], isFull: false, isAtTip: true, restart: 'expired' });
  expect(second).toEqual({ records: [], isFull: false, isAtTip: true });
  expect(reader.hasEnded()).toBe(false);
  expect(await readNumbers(reader)).toEqual([3]);
});

test('is at the end of a closed shard of which every record, or the shard itself, has expired', async () => {
  const { stream, createReader, close } = rig();
  const [trimmed, expired] = [createReader(), createReader()];
  stream.write('one', 2);
  close();

  stream.trim('one', 2);
  await trimmed.read(after(2));
  stream.expireShard('one');
  await expired.read(after(2));

  expect([trimmed.hasEnded(), expired.hasEnded()]).toEqual([true, true]);
});

test('is not at the end of an open shard that is not found', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.forget('one');

  await reader.read(undefined);

  expect(reader.hasEnded()).toBe(false);
});

test('reads from the oldest record when another record has got the number of the last done one', async () => {
  const { stream, createReader } = rig();
  stream.write('one', 3);
  stream.renumber('one', 'monday', 5);

  const read = await createReader().read(after(3));

  expect(read.restart).toBe('renumbered');
  expect(read.records.map(({ record }) => record.eventID)).toEqual([1, 2, 3, 4, 5].map((number) => `monday-${number}`));
});

test('reads from the oldest record when the numbers have not come as far as the last done one', async () => {
  const { stream, createReader } = rig();
  stream.write('one', 9);
  stream.renumber('one', 'monday', 2);

  const read = await createReader().read(after(9));

  expect(read.restart).toBe('renumbered');
  expect(read.records).toHaveLength(2);
});

test('rejects when the stream does not answer, and opens anew afterwards', async () => {
  const { stream, createReader } = rig();
  const reader = createReader();
  stream.write('one', 1);
  await reader.read(undefined);
  stream.write('one', 1);
  stream.failNext(1);

  await expect(reader.read(after(1))).rejects.toMatchObject({ code: 'Unreachable' });
  expect(await readNumbers(reader, after(1))).toEqual([2]);
});
