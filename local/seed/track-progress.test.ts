import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { type LineOutcome, noProgress, type RefusedLine, trackProgress } from './track-progress.ts';

const created = (bookId: string): LineOutcome => ({ kind: 'created', bookId });
const refused: LineOutcome = { kind: 'refused', problem: 'malformed-line', detail: 'why' };

function track(start = noProgress) {
  const told: RefusedLine[] = [];
  return { told, ...trackProgress(start, (line) => told.push(line)) };
}

test('counts a line once every line before it is settled', () => {
  const tracker = track();
  for (const line of [1, 2, 3]) tracker.begin(line);

  tracker.settle(3, created('c'));
  tracker.settle(1, created('a'));
  const before = tracker.progress();
  tracker.settle(2, { kind: 'already-there', bookId: 'b' });

  expect(before).toMatchObject({ doneThrough: 1, created: 1, alreadyThere: 0, lastBookId: 'a' });
  expect(tracker.progress()).toMatchObject({ doneThrough: 3, created: 2, alreadyThere: 1, lastBookId: 'c' });
});

test('reports refused lines in the order of the file', () => {
  const tracker = track();
  for (const line of [4, 7]) tracker.begin(line);

  tracker.settle(7, refused);
  tracker.settle(4, refused);

  expect(tracker.told.map(({ line }) => line)).toEqual([4, 7]);
  expect(tracker.progress()).toMatchObject({ doneThrough: 7, refused: 2 });
});

test('keeps the first twenty refused lines and counts them all', () => {
  const tracker = track();

  for (let line = 1; line <= 30; line += 1) {
    tracker.begin(line);
    tracker.settle(line, refused);
  }

  expect(tracker.progress().firstRefused.map(({ line }) => line)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
  expect(tracker.progress().refused).toBe(30);
  expect(tracker.told).toHaveLength(30);
});

test('goes on from what was done before', () => {
  const tracker = track({ ...noProgress, doneThrough: 10, created: 9, refused: 1 });
  tracker.begin(11);

  tracker.settle(11, created('k'));

  expect(tracker.progress()).toMatchObject({ doneThrough: 11, created: 10, refused: 1 });
  expect(tracker.settledLines()).toBe(11);
});

test('comes to the same end in whatever order lines settle, and never counts a line behind an open one', () => {
  const orders = fc.shuffledSubarray(
    Array.from({ length: 12 }, (_, at) => at + 1),
    { minLength: 12 },
  );
  fc.assert(
    fc.property(orders, (order) => {
      const tracker = track();
      for (let line = 1; line <= 12; line += 1) tracker.begin(line);
      const open = new Set(order);

      for (const line of order) {
        tracker.settle(line, line % 3 === 0 ? refused : created(String(line)));
        open.delete(line);

        expect(tracker.progress().doneThrough).toBe(Math.min(13, ...open) - 1);
      }

      expect(tracker.progress()).toMatchObject({ created: 8, refused: 4, lastBookId: '11' });
      expect(tracker.told.map(({ line }) => line)).toEqual([3, 6, 9, 12]);
    }),
  );
});
