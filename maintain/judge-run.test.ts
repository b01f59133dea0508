import { expect, test } from '@jest/globals';
import type { Tool } from './flags.ts';
import { judgeRun } from './judge-run.ts';
import type { Run } from './run-slices.ts';

const run = (kinds: Run['kinds'], end: Run['end'] = 'done'): Run => ({
  end,
  kinds,
  reason: undefined,
  counts: {},
  resume: undefined,
});

test.each<[Tool, Run['kinds'], boolean, string, number]>([
  ['verify', {}, false, 'equal', 0],
  ['verify', { missing: 1 }, false, 'differs', 1],
  ['verify', { parked: 1 }, false, 'differs', 1],
  ['verify', { pending: 1 }, false, 'differs', 1],
  ['repair', {}, false, 'done', 0],
  ['repair', { written: 2, deleted: 1 }, false, 'done', 0],
  ['repair', { written: 2, failed: 1 }, false, 'left', 1],
  ['repair', { parked: 1 }, false, 'left', 1],
  ['repair', { missing: 1 }, true, 'differs', 1],
  ['repair', {}, true, 'equal', 0],
  ['redrive', { applied: 3, cleared: 1 }, false, 'done', 0],
  ['redrive', { kept: 1 }, false, 'left', 1],
  ['redrive', { 'to-write': 1 }, true, 'left', 1],
  ['redrive', {}, true, 'done', 0],
  ['redrive', { unheard: 1 }, false, 'left', 1],
  ['rebuild', { missing: 1, written: 1 }, false, 'done', 0],
])('judges %s with %j (dry run: %j): %s, %i', (tool, kinds, dryRun, result, exitCode) => {
  const event = dryRun ? { dryRun } : {};

  expect(judgeRun({ tool, event }, run(kinds))).toEqual({ result, exitCode });
});

test.each<[Run['end']]>([['failed'], ['interrupted']])('cannot tell after a run that %s', (end) => {
  expect(judgeRun({ tool: 'rebuild', event: {} }, run({}, end))).toEqual({ result: 'unknown', exitCode: 2 });
});
