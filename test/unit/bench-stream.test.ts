import { expect, test } from '@jest/globals';
import { compareIndex } from '../../bench/results/compare-index.ts';
import type { Item } from '../../bench/stream/build-book.ts';
import { buildStream } from '../../bench/stream/build-stream.ts';

const catalogue = Array.from({ length: 200 }, (_, i) => ({
  source: `test:${i}`,
  title: `Book ${i}`,
  author: { ref: `test:${i % 7}`, name: `Author ${i % 7}` },
  tags: ['a'],
}));
const stream = buildStream(catalogue, { length: 4_000, seed: 7 });

test('draws the same stream for the same seed and another one for another', () => {
  expect(buildStream(catalogue, { length: 4_000, seed: 7 }).records).toEqual(stream.records);
  expect(buildStream(catalogue, { length: 4_000, seed: 8 }).records).not.toEqual(stream.records);
});

test('ends with what its records tell, each of them going on from the one before', () => {
  const items = new Map<string, Item>();
  for (const { dynamodb } of stream.records) {
    const id = (dynamodb.Keys.id as { S: string }).S;
    expect(dynamodb.OldImage).toEqual(items.get(id));
    if (dynamodb.NewImage) items.set(id, dynamodb.NewImage);
    else items.delete(id);
  }
  expect(items).toEqual(stream.truth);
});

test('raises the version of a key with every write, also of one that was deleted', () => {
  const last = new Map<string, bigint>();
  for (const { dynamodb } of stream.records) {
    const id = (dynamodb.Keys.id as { S: string }).S;
    if (!dynamodb.NewImage) continue;
    const version = BigInt((dynamodb.NewImage.version as { N: string }).N);
    expect(version > (last.get(id) ?? 0n)).toBe(true);
    last.set(id, version);
  }
});

test('has hot keys, deletes, and keys that are deleted and created in one batch', () => {
  const comeBack = stream.records.filter(({ eventName, dynamodb }, i) => {
    const id = (dynamodb.Keys.id as { S: string }).S;
    const batch = stream.records.slice(i + 1, i - (i % 1_000) + 1_000);
    return (
      eventName === 'REMOVE' &&
      batch.some((later) => later.eventName === 'INSERT' && (later.dynamodb.Keys.id as { S: string }).S === id)
    );
  });

  expect(stream.hottest).toBeGreaterThan(10);
  expect(new Set(stream.records.map(({ eventName }) => eventName)).size).toBe(3);
  expect(comeBack.length).toBeGreaterThan(50);
});

const item = (version: string, title: string): Item => ({ version: { N: version }, title: { S: title } });

test('tells missing, stale, different and orphaned documents from right ones', async () => {
  const items = new Map([
    ['right', item('5', 'a')],
    ['stale', item('5', 'a')],
    ['different', item('5', 'a')],
    ['missing', item('5', 'a')],
  ]);
  async function* documents() {
    yield { id: 'right', source: { version: 5, title: 'a', other: true } };
    yield { id: 'stale', source: { version: 4, title: 'a' } };
    yield { id: 'different', source: { version: 5, title: 'a', borrowerId: 'b' } };
    yield { id: 'orphaned', source: { version: 5, title: 'a' } };
  }

  expect(await compareIndex(documents(), { items, fields: ['version', 'title', 'borrowerId'] })).toEqual({
    missing: 1,
    stale: 1,
    different: 1,
    orphaned: 1,
  });
});
