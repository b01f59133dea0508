import { expect, test } from '@jest/globals';
import { checkRoom, type Room } from './check-room.ts';

const megabyte = 1_024 * 1_024;
const plenty: Room = { availableMemoryBytes: 8_000 * megabyte, freeDiskBytes: 50_000 * megabyte, usedDiskShare: 0.4 };
const check = (room: Partial<Room>) => checkRoom({ ...plenty, ...room }, { dataDir: '/data' });

test('has nothing to say when there is plenty', () => {
  expect(check({})).toEqual([]);
});

test('refuses too little memory and names the need', () => {
  expect(() => check({ availableMemoryBytes: 700 * megabyte })).toThrow(
    'Expected about 1500 MB of available memory, got 700 MB.',
  );
});

test('warns of little memory', () => {
  expect(check({ availableMemoryBytes: 1_200 * megabyte })).toEqual([
    'Only 1200 MB of memory are available; the stack needs about 1500 MB.',
  ]);
});

test('does not judge memory where the system does not tell', () => {
  expect(check({ availableMemoryBytes: undefined })).toEqual([]);
});

test.each([{ usedDiskShare: 0.96 }, { freeDiskBytes: 100 * megabyte }])('refuses a full disk: %j', (room) => {
  expect(() => check(room)).toThrow(/disk of \/data.*OpenSearch would refuse all writes/s);
});

test('warns of a disk that is nearly full', () => {
  expect(check({ usedDiskShare: 0.93 })).toEqual([
    'The disk of /data is 93 % full; from 95 % on OpenSearch refuses all writes.',
  ]);
});

test('names memory and disk together', () => {
  expect(() => check({ availableMemoryBytes: megabyte, freeDiskBytes: megabyte })).toThrow(/memory.*\n.*disk/);
});
