import { describe, expect, test } from '@jest/globals';
import { type Expected, judgeSight, needsHeartbeat, type Sight, toExpected } from './judge-sight.ts';

const createdAtMs = Date.parse('2026-11-21T10:00:00Z');
/** The version after two writes. */
const known = createdAtMs * 1_000 + 2;
const toItem = (version: number, createdAt?: string) => ({
  version: { N: String(version) },
  ...(createdAt !== undefined && { createdAt: { N: createdAt } }),
});
const present = (version: number, createdAt?: string) =>
  toExpected(known, { item: toItem(version, createdAt), readAtMs: createdAtMs });
const absent = (afterMs = 1_000, version = known) =>
  toExpected(version, { item: undefined, readAtMs: createdAtMs + afterMs });
const sight: Sight = { version: undefined, heartbeatAtMs: undefined, fromMs: createdAtMs, untilMs: createdAtMs };

describe('an item that is there', () => {
  test.each([
    ['at the known version', known],
    ['at a later one', known + 5],
  ])('%s is shown by a document of the known version or a later one', (_, version) => {
    const expected = present(version, String(createdAtMs));

    expect(judgeSight(expected, sight)).toBe(expected);
    expect(judgeSight(expected, { ...sight, version: BigInt(known - 1) })).toBe(expected);
    expect(judgeSight(expected, { ...sight, version: BigInt(known) })).toBe('shown');
    expect(judgeSight(expected, { ...sight, version: BigInt(known + 9) })).toBe('shown');
  });

  test.each([
    ['at a lower version', present(known - 1)],
    ['without a version', toExpected(known, { item: {}, readAtMs: createdAtMs })],
  ])('%s is never shown at the known one', (_, expected) => {
    expect(expected).toEqual({ kind: 'never' });
    expect(judgeSight(expected, { ...sight, version: BigInt(known) })).toBe(expected);
  });

  test('again, after it was deleted, is shown by a document of its new life only', () => {
    const againAtMs = createdAtMs + 5_000;

    const expected = present(againAtMs * 1_000 + 1, String(againAtMs));

    expect(judgeSight(expected, { ...sight, version: BigInt(known + 1) })).toBe(expected);
    expect(judgeSight(expected, { ...sight, version: BigInt(againAtMs * 1_000) })).toBe('shown');
  });

  test.each([
    ['creation times that no version begins with', present(known, String(createdAtMs + 5_000))],
    ['creation times of another kind', present(known, 'yesterday')],
    [
      'a creation time that is text',
      toExpected(known, { item: { ...toItem(known), createdAt: { S: '9' } }, readAtMs: 0 }),
    ],
  ])('is waited for at the known version in spite of %s', (_, expected) => {
    expect(expected).toEqual({ kind: 'document', version: BigInt(known) });
  });
});

describe('an item that is gone', () => {
  const gone = { ...sight, fromMs: createdAtMs + 1_000, untilMs: createdAtMs + 1_010 };
  const after = (expected: Expected, next: Partial<Sight>) => judgeSight(expected, { ...gone, ...next }) as Expected;

  test('is not shown by a search that finds nothing: its document may be on its way', () => {
    expect(judgeSight(absent(), gone)).toEqual(absent());
  });

  test('is shown by a search that finds nothing after one that found it', () => {
    const seen = after(absent(), { version: BigInt(known - 2) });

    expect(judgeSight(seen, { ...gone, version: BigInt(known) })).not.toBe('shown');
    expect(judgeSight(seen, gone)).toBe('shown');
  });

  test('is not shown by the end of a document of an earlier life', () => {
    const seen = after(absent(), { version: BigInt(known - 3) });

    expect(judgeSight(seen, gone)).toEqual(absent());
  });

  test('is shown once a heartbeat of a later time than its life has been searchable for as long as indexes differ', () => {
    const beaten = after(absent(), { heartbeatAtMs: createdAtMs + 60_001 });

    const settledAtMs = gone.untilMs + 2_000;
    expect(judgeSight(beaten, { ...gone, fromMs: settledAtMs - 1 })).toEqual(beaten);
    expect(judgeSight(beaten, { ...gone, fromMs: settledAtMs })).toBe('shown');
    expect(judgeSight(beaten, { ...gone, fromMs: settledAtMs, version: BigInt(known - 3) })).toEqual(beaten);
  });

  test('is settled from the first such heartbeat on', () => {
    const beaten = after(absent(), { heartbeatAtMs: createdAtMs + 60_001 });

    expect(after(beaten, { heartbeatAtMs: createdAtMs + 120_001, untilMs: gone.untilMs + 500 })).toEqual(beaten);
  });

  test.each([createdAtMs + 60_000, createdAtMs, Number.NaN])('is not shown by a heartbeat of %d', (heartbeatAtMs) => {
    expect(after(absent(), { heartbeatAtMs })).toEqual(absent());
  });

  test('is shown by any search that finds nothing, once no stream can hold it any more', () => {
    const hour = 3_600_000;

    expect(judgeSight(absent(25 * hour), gone)).not.toBe('shown');
    expect(judgeSight(absent(25 * hour + 1), gone)).toBe('shown');
    expect(judgeSight(absent(25 * hour + 1), { ...gone, version: 1n })).not.toBe('shown');
  });

  test('at a version that is no time is only shown by its end', () => {
    const counted = toExpected(7, { item: undefined, readAtMs: createdAtMs });

    expect(after(counted, { heartbeatAtMs: createdAtMs })).toEqual(counted);
    expect(judgeSight(after(counted, { version: 6n }), gone)).toEqual(counted);
    expect(judgeSight(after(counted, { version: 7n }), gone)).toBe('shown');
  });
});

test.each([
  ['an item that is gone, since a while', absent(), 60_001, true],
  ['one whose heartbeat cannot have come yet', absent(), 60_000, false],
  ['one that is certain by its age', absent(26 * 3_600_000), 26 * 3_600_000, false],
  ['one with a version that is no time', absent(0, 7), 99_999, false],
  ['an item that is there', present(known), 99_999, false],
])('asks for a heartbeat where only that can tell: %s', (_, expected, afterMs, needs) => {
  expect(needsHeartbeat(expected, createdAtMs + afterMs)).toBe(needs);
});
