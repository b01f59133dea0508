import { expect, test } from '@jest/globals';
import { renderSummary } from './render-summary.ts';
import type { SeedReport } from './seed-file.ts';
import { noProgress } from './track-progress.ts';

const report: SeedReport = {
  end: 'done',
  progress: { doneThrough: 61_941, created: 61_000, alreadyThere: 941, refused: 0, firstRefused: [] },
  totalLines: 61_941,
  start: noProgress,
  milliseconds: 240_000,
  reportPath: '/data/seed/x.refused.ndjson',
};
const render = (change: Partial<SeedReport> = {}) => renderSummary({ ...report, ...change }, 'make seed FILE=x');

test('says what became of the lines, and how fast', () => {
  expect(render()).toBe(`61,941 of 61,941 lines read: 61,000 created, 941 already there, 0 refused.
240.0 s, 258 books a second.
`);
});

test('shows the refused lines and where all of them are', () => {
  const firstRefused = [{ line: 7, problem: 'invalid-request', detail: 'Too long.' }];

  const text = render({ progress: { ...report.progress, refused: 30, firstRefused } });

  expect(text).toContain('\n  line 7: invalid-request: Too long.\nAll refused lines: /data/seed/x.refused.ndjson\n');
});

test('says how to go on after an interruption', () => {
  expect(render({ end: 'interrupted' })).toContain('Interrupted. To go on: make seed FILE=x\n');
});

test('says how to go on when the API is gone', () => {
  expect(render({ end: 'api-gone' })).toContain('To go on: make up && make seed FILE=x\n');
});

test('counts the speed from where this run began', () => {
  expect(render({ start: { ...noProgress, doneThrough: 59_541, created: 59_541 } })).toContain(
    '240.0 s, 10 books a second, from line 59,542 on.',
  );
});
