import { expect, test } from '@jest/globals';
import { fc } from '../../../../test/support/fast-check.ts';
import type { Outcome } from './outcome.ts';
import { toBatchLine } from './to-batch-line.ts';

const times = {
  startedAtMs: 10_000,
  endedAtMs: 10_250,
  sent: [
    { bytes: 100, retried: 0 },
    { bytes: 50, retried: 2 },
  ],
};
const verdicts = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome, i) => ({ sequenceNumber: String(i), outcome }));

test('counts outcomes, costs, duration and age', () => {
  const batch = { verdicts: verdicts(['applied', 'superseded']), foreignWrites: 1, oldestAtMs: 9_000 };

  expect(toBatchLine(batch, times)).toEqual({
    records: 2,
    applied: 1,
    repaired: 0,
    superseded: 1,
    skipped: 0,
    parked: 0,
    reported: 0,
    retried: 2,
    foreignWrites: 1,
    bulkRequests: 2,
    bulkBytes: 150,
    milliseconds: 250,
    oldestAgeMs: 1_250,
  });
});

test('says where and why a batch is not done', () => {
  const batch = {
    verdicts: [...verdicts(['applied', 'retry']), { sequenceNumber: '7', outcome: 'retry' as const, reason: '429 x' }],
    foreignWrites: 0,
    oldestAtMs: undefined,
  };

  expect(toBatchLine(batch, times)).toMatchObject({ firstNotDone: '1', reasons: { 'no reason': 1, '429 x': 1 } });
});

test('knows no negative age, as clocks differ', () => {
  expect(toBatchLine({ verdicts: [], foreignWrites: 0, oldestAtMs: 99_000 }, times).oldestAgeMs).toBe(0);
});

test('accounts for every record, whatever became of it', () => {
  const outcomes = fc.array(
    fc.constantFrom<Outcome>('applied', 'repaired', 'superseded', 'skipped', 'parked', 'retry'),
  );

  fc.assert(
    fc.property(outcomes, (all) => {
      const line = toBatchLine({ verdicts: verdicts(all), foreignWrites: 0, oldestAtMs: undefined }, times);
      const { applied, repaired, superseded, skipped, parked, reported } = line;
      expect(applied + repaired + superseded + skipped + parked + reported).toBe(line.records);
      expect(line.records).toBe(all.length);
    }),
  );
});

test('gives the reasons of parked records, which are done', () => {
  const batch = {
    verdicts: [{ sequenceNumber: '1', outcome: 'parked' as const, reason: '400 x' }],
    foreignWrites: 0,
    oldestAtMs: undefined,
  };

  expect(toBatchLine(batch, times)).toMatchObject({ parked: 1, reported: 0, reasons: { '400 x': 1 } });
  expect(toBatchLine(batch, times)).not.toHaveProperty('firstNotDone');
});
