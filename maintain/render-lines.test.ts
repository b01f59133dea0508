import { expect, test } from '@jest/globals';
import { parseCommand } from './parse-command.ts';
import { renderFinding, renderSummary, sayHowToGoOn, toJsonSummary } from './render-lines.ts';
import { toResumeText } from './resume-token.ts';
import type { Run } from './run-slices.ts';

test.each([
  [
    { kind: 'missing', index: 'books-v1', documentId: 'S:Book:1', key: { id: { S: 'Book:1' } } },
    'missing    books-v1      Book:1',
  ],
  [
    {
      kind: 'stale',
      index: 'books-v1',
      documentId: 'S:Book:1',
      key: { id: { S: 'Book:1' } },
      reason: 'version 1, expected 2',
    },
    'stale      books-v1      Book:1  (version 1, expected 2)',
  ],
  [{ kind: 'orphaned', index: 'users-v12', documentId: 'sha256:ab' }, 'orphaned   users-v12     sha256:ab'],
  [
    { kind: 'missing', index: 'books-v1', documentId: 'S:1|N:2', key: { a: { S: '1' }, b: { N: '2' } } },
    'missing    books-v1      {"a":{"S":"1"},"b":{"N":"2"}}',
  ],
  [
    { kind: 'missing', index: 'a', documentId: 'N:2', key: { b: { N: '2' } } },
    'missing    a             {"b":{"N":"2"}}',
  ],
  [
    { kind: 'missing', index: 'a', documentId: 'S:x', key: { id: { S: 'x\nstale      books-v1      y' } } },
    'missing    a             "x\\nstale      books-v1      y"',
  ],
])('shows %j on one line', (finding, line) => {
  expect(renderFinding(finding)).toBe(line);
});

const command = parseCommand(['repair', '--dry-run']);
const run: Run = {
  end: 'done',
  reason: undefined,
  counts: { items: 81_325, lagged: 0, missing: 2 },
  kinds: {},
  resume: undefined,
};
const differs = { result: 'differs', exitCode: 1 } as const;

test('sums up a run for a person', () => {
  expect(renderSummary({ command, run, judgement: differs, milliseconds: 12_340 })).toBe(
    [
      'items       81,325',
      'missing          2',
      'The index differs from the table. Nothing was changed. (12.3 s)',
      '',
    ].join('\n'),
  );
});

test('says after a rebuild what is left to do', () => {
  const done = { run: { ...run, counts: {} }, judgement: { result: 'done', exitCode: 0 } as const, milliseconds: 1 };

  expect(renderSummary({ command: parseCommand(['rebuild']), ...done })).toContain('make rebuild ARGS=--finish');
  expect(renderSummary({ command: parseCommand(['rebuild', '--finish']), ...done })).toBe('Done. (0.0 s)\n');
});

test('says of a dry run of redrive what waits, not that anything failed', () => {
  const dry = { command: parseCommand(['redrive', '--dry-run']), run: { ...run, counts: {} }, milliseconds: 1 };

  expect(renderSummary({ ...dry, judgement: { result: 'left', exitCode: 1 } })).toBe(
    'The above waits to be tried again. Nothing was changed. (0.0 s)\n',
  );
});

test('does not sum up what a run could not find out', () => {
  const judgement = { result: 'unknown', exitCode: 2 } as const;
  const failed: Run = { ...run, end: 'failed', reason: 'no answer', counts: {}, resume: 'a.b' };

  expect(renderSummary({ command, run: failed, judgement, milliseconds: 1 })).toBe('');
  expect(toJsonSummary({ command, run: failed, judgement, milliseconds: 1 })).toEqual({
    tool: 'repair',
    result: 'unknown',
    counts: {},
    milliseconds: 1,
    reason: 'no answer',
    resume: toResumeText({ token: 'a.b', counts: {}, kinds: {} }),
  });
});

const arn = 'arn:aws:states:eu-west-1:123456789012:execution:millrace-dev-keeper:verify-1';
const verifyDev = parseCommand(['verify', '--env', 'dev']);
const ended = (parts: Partial<Run>): Run => ({ ...run, reason: undefined, resume: undefined, ...parts });

test.each<[string, Partial<Run>, string]>([
  ['done', { end: 'done' }, ''],
  ['interrupted', { end: 'interrupted' }, 'Interrupted.\nTo start again: make verify ENV=dev\n'],
  [
    'interrupted after a slice',
    { end: 'interrupted', resume: 'a.b' },
    'Interrupted.\nTo go on, with the same flags: --resume kept\n',
  ],
  ['asked for what is wrong', { end: 'failed', reason: 'maintain.x: y', resume: 'a.b' }, 'maintain.x: y\n'],
  [
    'failed on the state machine',
    { end: 'failed', reason: 'maintain.x: y', resume: arn },
    `maintain.x: y\nTo go on where its workers were: make verify ENV=dev ARGS='--resume ${arn}'\n`,
  ],
  [
    'left on the state machine',
    { end: 'interrupted', resume: arn },
    'Nobody watches it any more; it goes on.\n' +
      `To watch it: make verify ENV=dev ARGS='--resume ${arn}'\n` +
      `To stop it: aws stepfunctions stop-execution --region eu-west-1 --execution-arn ${arn}\n`,
  ],
])('says how to go on after a run that was %s', (_, parts, text) => {
  expect(sayHowToGoOn(verifyDev, ended(parts), () => 'kept')).toBe(text);
});

test('names an execution in JSON as it is', () => {
  const parts = { command: verifyDev, run: ended({ end: 'failed', resume: arn }), milliseconds: 1 };

  expect(toJsonSummary({ ...parts, judgement: { result: 'unknown', exitCode: 2 } })).toMatchObject({ resume: arn });
});
