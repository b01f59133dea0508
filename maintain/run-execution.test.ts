import { expect, test } from '@jest/globals';
import type { Engine, ExecutionState } from './engine.ts';
import { parseCommand } from './parse-command.ts';
import { runExecution } from './run-execution.ts';

const command = parseCommand('verify --env dev --segments 8 --index books --rate 50'.split(' '));
const arn = 'arn:aws:states:eu-west-1:123456789012:execution:millrace-dev-keeper:verify-1';
const state = (parts: Partial<ExecutionState>): ExecutionState => ({
  status: 'RUNNING',
  input: { tool: 'verify' },
  output: undefined,
  error: undefined,
  cause: undefined,
  ...parts,
});

/** Follows an execution that is seen in these states, one after the other. */
const follow = async (
  states: readonly (ExecutionState | Error)[],
  {
    executionArn,
    engine = {} as Partial<Engine>,
    signal = new AbortController().signal,
  }: {
    readonly executionArn?: string;
    readonly engine?: Partial<Engine>;
    readonly signal?: AbortSignal;
  } = {},
) => {
  const asked: unknown[] = [];
  let count = 0;
  const run = await runExecution({
    engine: {
      findRunning: async () => undefined,
      start: async (name, input) => {
        asked.push([name, input]);
        return arn;
      },
      redrive: async (one) => void asked.push(`redrive ${one}`),
      describe: async () => {
        const found = states[Math.min(count, states.length - 1)];
        count += 1;
        if (!found || found instanceof Error) throw found;
        return found;
      },
      countSegments: async () => ({ done: count, total: 8 }),
      ...engine,
    },
    command,
    executionArn,
    signal,
    onStart: (one) => void asked.push(`at work: ${one}`),
    onProgress: (progress) => void asked.push(progress),
    nowMs: () => Date.UTC(2026, 10, 21, 13, 5, 9),
    wait: async () => {},
  });
  return { run, asked };
};

test('starts an execution, shows its progress and says what it has come to', async () => {
  const output = { result: 'differs', counts: { items: 9 }, kinds: { missing: 2 }, findings: [{ kind: 'missing' }] };

  const { run, asked } = await follow([state({}), state({ status: 'SUCCEEDED', output })]);

  expect(asked).toEqual([
    ['verify-20261121T130509', { tool: 'verify', segments: 8, concurrency: 4, rate: 50, indexes: ['books'] }],
    `at work: ${arn}`,
    { phase: 'segments', done: 1, total: 8 },
  ]);
  expect(run).toEqual({
    ...{ end: 'done', reason: undefined, resume: undefined },
    ...{ counts: { items: 9 }, kinds: { missing: 2 }, findings: [{ kind: 'missing' }] },
  });
});

test.each([
  [
    { status: 'FAILED', error: 'search.unavailable', cause: '{"errorMessage":"Expected OpenSearch to answer."}' },
    'search.unavailable: Expected OpenSearch to answer.',
  ],
  [{ status: 'FAILED', error: 'keeper.invalid-input', cause: 'Expected …' }, 'keeper.invalid-input: Expected …'],
  [{ status: 'ABORTED' }, 'ABORTED'],
])('says why it failed, and how to go on: %j', async (parts, reason) => {
  const { run } = await follow([state(parts)]);

  expect(run).toMatchObject({ end: 'failed', reason, resume: arn });
});

test('goes on with one that has failed where its workers were', async () => {
  const { run, asked } = await follow([state({ status: 'FAILED' }), state({ status: 'SUCCEEDED', output: {} })], {
    executionArn: arn,
  });

  expect(asked).toEqual([`redrive ${arn}`, `at work: ${arn}`]);
  expect(run.end).toBe('done');
});

test.each(['RUNNING', 'PENDING_REDRIVE', 'SUCCEEDED'])('only follows one that is %s', async (status) => {
  const { asked } = await follow([state({ status }), state({ status: 'SUCCEEDED' })], { executionArn: arn });

  expect(asked).toEqual([`at work: ${arn}`]);
});

test('refuses an execution of another tool, and a second one beside another', async () => {
  await expect(follow([state({ input: { tool: 'rebuild' } })], { executionArn: arn })).rejects.toMatchObject({
    message: 'Expected an execution of verify, got one of rebuild.',
  });
  await expect(follow([], { engine: { findRunning: async () => arn } })).rejects.toMatchObject({
    remedy: expect.stringContaining(`--resume ${arn}`),
  });
});

test('leaves it running when nobody watches any more', async () => {
  const interrupted = new AbortController();
  const engine = {
    countSegments: async () => {
      interrupted.abort();
      return undefined;
    },
  };

  const { run } = await follow([state({})], { engine, signal: interrupted.signal });

  expect(run).toMatchObject({ end: 'interrupted', resume: arn });
});

test('bears some silence of AWS, not endless', async () => {
  const silence = new Error('no answer');

  const soon = await follow([silence, silence, state({ status: 'SUCCEEDED' })]);
  const never = await follow([silence]);

  expect([soon.run.end, never.run.end, never.run.reason]).toEqual(['done', 'failed', 'no answer']);
});
