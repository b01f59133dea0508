import { expect, test } from '@jest/globals';
import { addLine, none } from '../chaos/batch-log.ts';

const batch = {
  msg: 'batch',
  ...{ records: 10, applied: 4, repaired: 1, superseded: 2, skipped: 0, parked: 1, reported: 2, retried: 3 },
};

test('adds up the lines of the indexer and keeps the longest of their times', () => {
  const lines = [30, 20].map((milliseconds) => JSON.stringify({ ...batch, milliseconds }));

  const sums = lines.reduce(addLine, none);

  expect(sums).toEqual({
    ...{ batches: 2, redelivered: 0, records: 20, applied: 8, repaired: 2, superseded: 4 },
    ...{ parked: 2, reported: 4, retried: 6, milliseconds: 30 },
  });
});

test.each(['retry', 'partly-done'])('counts a delivery that ended as %s as one that is repeated', (outcome) => {
  const sums = addLine(none, JSON.stringify({ msg: 'batch', outcome, records: 5 }));

  expect(sums).toEqual({ ...none, redelivered: 1 });
});

test.each(['', 'not JSON', '7', JSON.stringify({ msg: 'batch', outcome: 'done' }), JSON.stringify({ msg: 'jobs' })])(
  'passes over `%s`',
  (line) => {
    expect(addLine(none, line)).toEqual(none);
  },
);
