import { expect, test } from '@jest/globals';
import { createdSeconds, numbersOf, pendingRecord, pendingRecords } from './fixtures/pending-records.ts';
import type { Verdict } from './judge-response.ts';
import { expireRecords, nextStep, type Segment } from './next-step.ts';

const settings = { bisectBatchOnFunctionError: true, maximumRetryAttempts: -1 };
const failure: Verdict = { kind: 'failure', reason: 'Sandbox.Timedout', isFunctionError: true };
const partial = (doneCount: number): Verdict => ({ kind: 'partial', doneCount });
const segment = (first: number, last: number, counts: Partial<Segment> = {}): Segment => ({
  records: pendingRecords(first, last),
  retries: 0,
  invocations: 0,
  ...counts,
});
const shape = ({ records, ...counts }: Segment) => ({ numbers: numbersOf(records), ...counts });

test('acknowledges all records after success and goes on with the next segment', () => {
  const later = segment(4, 5);

  const step = nextStep([segment(1, 3), later], { kind: 'success' }, settings);

  expect(step).toEqual({ kind: 'advance', done: pendingRecords(1, 3), isPartial: false, rest: [later] });
});

test('acknowledges what stands before the first failed record and keeps the rest in one piece', () => {
  const step = nextStep([segment(1, 4, { retries: 2 }), segment(5, 6)], partial(1), settings);

  expect(step).toMatchObject({ kind: 'advance', isPartial: true });
  expect(step.kind === 'advance' && numbersOf(step.done)).toEqual([1]);
  expect(step.rest.map(shape)).toEqual([
    { numbers: [2, 3, 4], retries: 0, invocations: 1 },
    { numbers: [5, 6], retries: 0, invocations: 0 },
  ]);
});

test('counts a retry, and does not halve, when the function names the first record as failed', () => {
  const step = nextStep([segment(1, 4)], partial(0), settings);

  expect(step.kind).toBe('retry');
  expect(step.rest.map(shape)).toEqual([{ numbers: [1, 2, 3, 4], retries: 1, invocations: 1 }]);
});

test('halves a batch that failed as a whole without using up a retry', () => {
  const step = nextStep([segment(1, 5, { retries: 1 }), segment(6, 6)], failure, {
    ...settings,
    maximumRetryAttempts: 1,
  });

  expect(step.kind).toBe('retry');
  expect(step.rest.map(shape)).toEqual([
    { numbers: [1, 2, 3], retries: 1, invocations: 1 },
    { numbers: [4, 5], retries: 1, invocations: 1 },
    { numbers: [6], retries: 0, invocations: 0 },
  ]);
});

test('counts a retry when the failed batch is a single record', () => {
  const step = nextStep([segment(1, 1)], failure, settings);

  expect(step.rest.map(shape)).toEqual([{ numbers: [1], retries: 1, invocations: 1 }]);
});

test('counts a retry of the whole batch when halving is off', () => {
  const step = nextStep([segment(1, 4)], failure, { ...settings, bisectBatchOnFunctionError: false });

  expect(step.rest.map(shape)).toEqual([{ numbers: [1, 2, 3, 4], retries: 1, invocations: 1 }]);
});

test('gives up the whole remaining batch, good records too, when the retries are used up', () => {
  const step = nextStep([segment(3, 5, { retries: 2, invocations: 2 }), segment(6, 6)], partial(0), {
    ...settings,
    maximumRetryAttempts: 2,
  });

  expect(step).toMatchObject({ kind: 'discard', condition: 'RetryAttemptsExhausted' });
  expect(step.kind === 'discard' && shape(step.discarded)).toEqual({ numbers: [3, 4, 5], retries: 2, invocations: 3 });
  expect(step.rest.map(shape)).toEqual([{ numbers: [6], retries: 0, invocations: 0 }]);
});

test('gives up at the first failure when no retry is allowed', () => {
  const step = nextStep([segment(1, 1)], failure, { ...settings, maximumRetryAttempts: 0 });

  expect(step.kind).toBe('discard');
});

test('never gives up for retries when they are unlimited', () => {
  const step = nextStep([segment(1, 1, { retries: 1_000_000 })], failure, settings);

  expect(step.kind).toBe('retry');
});

const aged = (...ages: number[]): Segment => ({
  records: ages.map((age, index) => pendingRecord(index + 1, createdSeconds - age)),
  retries: 4,
  invocations: 7,
});
const at = { nowMs: createdSeconds * 1_000, maximumRecordAgeInSeconds: 60 };

test('gives up the records that are too old and no others', () => {
  const later = segment(4, 4);

  const step = expireRecords([aged(90, 61, 60), later], at);

  expect(step).toMatchObject({ condition: 'RecordAgeExceeded' });
  expect(step && shape(step.discarded)).toEqual({ numbers: [1, 2], retries: 4, invocations: 7 });
  expect(step?.rest.map(shape)).toEqual([
    { numbers: [3], retries: 0, invocations: 7 },
    { numbers: [4], retries: 0, invocations: 0 },
  ]);
});

test('gives up a segment of which all records are too old', () => {
  const later = segment(4, 4);

  expect(expireRecords([aged(90, 61), later], at)?.rest).toEqual([later]);
});

test('keeps records that are young enough, and all of them when there is no limit', () => {
  expect(expireRecords([aged(60, 1)], at)).toBeUndefined();
  expect(expireRecords([aged(90_000)], { ...at, maximumRecordAgeInSeconds: -1 })).toBeUndefined();
});
