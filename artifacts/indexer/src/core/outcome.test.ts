import { expect, test } from '@jest/globals';
import { countOutcomes, isDone, type Outcome, worstOf } from './outcome.ts';

test.each<[Outcome, boolean]>([
  ['applied', true],
  ['repaired', true],
  ['superseded', true],
  ['skipped', true],
  ['parked', true],
  ['retry', false],
])('takes %s for done: %s', (outcome, done) => {
  expect(isDone(outcome)).toBe(done);
});

test('takes an outcome it does not know for not done', () => {
  expect(isDone('lost' as Outcome)).toBeFalsy();
});

test.each<[readonly Outcome[], Outcome]>([
  [['applied', 'retry'], 'retry'],
  [['parked', 'applied'], 'parked'],
  [['superseded', 'repaired'], 'repaired'],
  [['superseded', 'applied'], 'applied'],
  [['superseded', 'superseded'], 'superseded'],
  [['skipped'], 'skipped'],
])('calls %j together %s', (outcomes, expected) => {
  expect(worstOf(outcomes.map((outcome) => ({ outcome }))).outcome).toBe(expected);
});

test('calls nothing at all not done', () => {
  expect(worstOf([])).toEqual({ outcome: 'retry', reason: 'no verdict' });
});

test('counts every outcome once', () => {
  const outcomes: Outcome[] = ['applied', 'applied', 'skipped', 'retry'];

  expect(countOutcomes(outcomes.map((outcome) => ({ outcome })))).toEqual({
    applied: 2,
    repaired: 0,
    superseded: 0,
    skipped: 1,
    parked: 0,
    retry: 1,
  });
});
