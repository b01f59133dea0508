import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { maxPayloadBytes } from '../function/create-function.ts';
import { assembleBatch } from './assemble-batch.ts';
import { pendingRecords } from './fixtures/pending-records.ts';

const sized = (...bytes: number[]) => bytes.map((size) => ({ bytes: size }));

test('takes all records while they fit, and would take more', () => {
  expect(assembleBatch(sized(10, 10, 10), 4)).toEqual({ count: 3, isFull: false });
});

test('has nothing to send without records', () => {
  expect(assembleBatch([], 1)).toEqual({ count: 0, isFull: false });
});

test('is full at the batch size', () => {
  expect(assembleBatch(sized(10, 10, 10), 3)).toEqual({ count: 3, isFull: true });
  expect(assembleBatch(sized(10, 10, 10), 2)).toEqual({ count: 2, isFull: true });
});

test('is full when one more record would exceed 6 MB', () => {
  const half = maxPayloadBytes / 2;

  expect(assembleBatch(sized(half - 7, half - 7, 1), 100)).toEqual({ count: 2, isFull: true });
  expect(assembleBatch(sized(half, half), 100)).toEqual({ count: 1, isFull: true });
});

test('sends a record that alone exceeds 6 MB alone', () => {
  expect(assembleBatch(sized(maxPayloadBytes, 1), 100)).toEqual({ count: 1, isFull: true });
});

test('never plans an event of more than 6 MB out of records that fit, and never leaves out one that would fit', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: maxPayloadBytes / 3 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 40 }), (bytes, batchSize) => {
      const { count, isFull } = assembleBatch(sized(...bytes), batchSize);
      const sumOf = (length: number) => 14 + bytes.slice(0, length).reduce((sum, size) => sum + size, 0);
      expect(count).toBeLessThanOrEqual(batchSize);
      expect(sumOf(count)).toBeLessThanOrEqual(maxPayloadBytes);
      const wouldFit = count < batchSize && sumOf(count + 1) <= maxPayloadBytes;
      expect(count < bytes.length && wouldFit).toBe(false);
      if (count < bytes.length) expect(isFull).toBe(true);
    }),
  );
});

test('counts bytes as the event has them', () => {
  const records = pendingRecords(1, 20);

  const event = JSON.stringify({ Records: records.map(({ record }) => record) });

  const counted = records.reduce((sum, { bytes }) => sum + bytes, 14);
  expect(counted).toBe(Buffer.byteLength(event) + 1);
});
