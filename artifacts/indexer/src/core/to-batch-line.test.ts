import { expect, test } from '@jest/globals';
import type { Outcome } from './outcome.ts';
import { toBatchLine } from './to-batch-line.ts';

const times = { startedAtMs: 10_000, endedAtMs: 10_250 };
const verdicts = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome, i) => ({ sequenceNumber: String(i), outcome }));

test('counts outcomes that add up to what was received, with duration and age', () => {
  const batch = { verdicts: verdicts(['applied', 'superseded']), foreignWrites: 1, oldestAtMs: 9_000 };

  expect(toBatchLine(batch, times)).toEqual({
    received: 2,
    applied: 1,
    repaired: 0,
    superseded: 1,
    skipped: 0,
    parked: 0,
    retry: 0,
    foreignWrites: 1,
    ms: 250,
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
