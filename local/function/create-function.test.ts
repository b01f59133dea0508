import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createFunction, type FunctionOptions, type LocalFunction, maxPayloadBytes } from './create-function.ts';
import { FunctionError } from './function-error.ts';

let folder: string;
const created: LocalFunction[] = [];

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'millrace-function-')));
});
afterEach(async () => {
  await Promise.all(created.splice(0).map((fn) => fn.close()));
});
afterAll(() => rm(folder, { recursive: true }));

const create = async (source: string, options: Partial<FunctionOptions> = {}): Promise<LocalFunction> => {
  const bundle = join(folder, `${created.length}-${Date.now()}.mjs`);
  await writeFile(bundle, source);
  const fn = createFunction({ name: 'probe', bundle, env: {}, timeoutMs: 25_000, memoryMb: 128, ...options });
  created.push(fn);
  return fn;
};

const failureOf = async (invocation: Promise<unknown>): Promise<FunctionError> => {
  const error = await invocation.then(
    (result) => new Error(`Expected a failure, got ${JSON.stringify(result)}.`),
    (reason: unknown) => reason,
  );
  if (error instanceof FunctionError) return error;
  throw error;
};

const until = async (isReached: () => boolean): Promise<void> => {
  while (!isReached()) await new Promise((resolve) => setTimeout(resolve, 10));
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('gives the handler a copy of the event as JSON and gives back a copy of its result', async () => {
  const fn = await create('export const handler = async (event) => ({ event, gone: undefined });');

  const result = await fn.invoke({ at: new Date(0), missing: undefined, text: 'ä\u2028' });

  expect(result).toEqual({ event: { at: '1970-01-01T00:00:00.000Z', text: 'ä\u2028' } });
});

test('answers null for a handler that returns nothing', async () => {
  const fn = await create('export const handler = async () => {};');

  await expect(fn.invoke({})).resolves.toBeNull();
});

test('shows the handler exactly the given environment, and the time zone, path and Lambda names', async () => {
  const fn = await create('export const handler = async () => process.env;', {
    env: { INDEXER_TABLE_NAME: 'library' },
  });

  expect(await fn.invoke({})).toEqual({
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
    AWS_LAMBDA_FUNCTION_NAME: 'probe',
    INDEXER_TABLE_NAME: 'library',
    PATH: process.env.PATH,
    TZ: 'UTC',
  });
});

test('hands over a context with request id, name and remaining time', async () => {
  const fn = await create(
    'export const handler = async (_, c) => ({ id: c.awsRequestId, name: c.functionName, left: c.getRemainingTimeInMillis() });',
    { timeoutMs: 600_000 },
  );

  const first = (await fn.invoke({})) as { id: string; left: number };
  const second = await fn.invoke({});

  expect(second).toMatchObject({ name: 'probe', id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(second).not.toMatchObject({ id: first.id });
  expect(first.left).toBeGreaterThan(300_000);
  expect(first.left).toBeLessThanOrEqual(600_000);
});

test('keeps the loaded handler between invocations', async () => {
  const fn = await create('let calls = 0; export const handler = async () => ++calls;');

  await fn.invoke({});

  expect(await fn.invoke({})).toBe(2);
});

test('runs one invocation at a time unless told otherwise', async () => {
  const source =
    'let running = 0; export const handler = async () => { running++; await new Promise((r) => setTimeout(r, 20)); return running--; };';
  const fn = await create(source);

  expect(await Promise.all([fn.invoke({}), fn.invoke({}), fn.invoke({})])).toEqual([1, 1, 1]);
});

test('runs as many invocations at once as concurrency allows, each in its own process', async () => {
  const source =
    'export const handler = async () => { await new Promise((r) => setTimeout(r, 150)); return process.pid; };';
  const fn = await create(source, { concurrency: 2 });

  const pids = await Promise.all([fn.invoke({}), fn.invoke({}), fn.invoke({}), fn.invoke({})]);

  expect(new Set(pids).size).toBe(2);
});

test('reports what the handler threw by name and message and goes on in the same process', async () => {
  const fn = await create(
    'let n = 0; export const handler = async () => { if (n++ === 0) throw new RangeError("too far"); return n; };',
  );

  const error = await failureOf(fn.invoke({}));

  expect(error).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
  expect(await fn.invoke({})).toBe(2);
});

test('reports a thrown text', async () => {
  const fn = await create('export const handler = () => { throw "plain"; };');

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorType: 'string', errorMessage: 'plain' });
});

test('reports a result that JSON cannot hold', async () => {
  const fn = await create('export const handler = async () => 1n;');

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorMessage: 'Unable to stringify response body' });
});

test('kills a handler that exceeds its time, even in a busy loop, and starts a fresh one', async () => {
  const fn = await create('export const handler = async ({ busy }) => { while (busy); return "fresh"; };', {
    timeoutMs: 3_000,
  });

  const error = await failureOf(fn.invoke({ busy: true }));

  expect(error).toMatchObject({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 3.00 seconds' });
  expect(await fn.invoke({ busy: false })).toBe('fresh');
});

test('reports a process that ends in the middle of an invocation and starts a fresh one', async () => {
  const fn = await create('export const handler = async ({ die }) => { if (die) process.exit(3); return "fresh"; };');

  const error = await failureOf(fn.invoke({ die: true }));

  expect(error).toMatchObject({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with status 3' });
  expect(await fn.invoke({})).toBe('fresh');
});

test('starts a fresh process after one was killed between two invocations', async () => {
  const fn = await create('let n = 0; export const handler = async () => ({ pid: process.pid, n: ++n });');
  const { pid } = (await fn.invoke({})) as { pid: number };

  process.kill(pid, 'SIGKILL');
  await until(() => !isThere(pid));

  expect(await fn.invoke({})).toMatchObject({ n: 1 });
});

test('reports an unhandled rejection and replaces the process', async () => {
  const source =
    'export const handler = async ({ lose }) => { if (!lose) return process.pid; Promise.reject(new Error("lost")); await new Promise(() => setInterval(() => {}, 1000)); };';
  const fn = await create(source);
  const pid = await fn.invoke({});

  const error = await failureOf(fn.invoke({ lose: true }));

  expect(error).toMatchObject({ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'lost' });
  expect(await fn.invoke({})).not.toBe(pid);
});

test('rejects every invocation of a bundle that does not load, with the reason', async () => {
  const fn = await create('throw new TypeError("Expected INDEXER_TABLE_NAME, got nothing.");');

  const errors = [await failureOf(fn.invoke({})), await failureOf(fn.invoke({}))];

  expect(errors.map((error) => error.message)).toEqual(
    Array(2).fill('TypeError: Expected INDEXER_TABLE_NAME, got nothing.'),
  );
});

test('rejects every invocation of a bundle that is not there', async () => {
  const fn = await create('', { bundle: join(tmpdir(), 'absent.mjs') });

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorType: 'Runtime.ImportModuleError' });
});

test('rejects an invocation of a handler that the bundle does not export', async () => {
  const fn = await create('export const other = () => {};');

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorType: 'Runtime.HandlerNotFound' });
});

test('carries payloads up to 6 MB in both directions', async () => {
  const fn = await create('export const handler = async (event) => event;');
  const text = 'x'.repeat(maxPayloadBytes - 2);

  expect(await fn.invoke(text)).toBe(text);
});

test('refuses an event above 6 MB before any process starts', async () => {
  const fn = await create('export const handler = async () => {};');

  const error = await failureOf(fn.invoke('x'.repeat(maxPayloadBytes - 1)));

  expect(error.errorType).toBe('RequestTooLargeException');
});

test('refuses a result above 6 MB', async () => {
  const fn = await create(`export const handler = async () => 'x'.repeat(${maxPayloadBytes});`);

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
});

test('reports a handler that runs out of memory', async () => {
  const fn = await create(
    'export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e5).fill({})); };',
    { memoryMb: 32, log: () => {} },
  );

  expect(await failureOf(fn.invoke({}))).toMatchObject({ errorType: 'Runtime.ExitError' });
});

test('passes on each line that the handler prints', async () => {
  const lines: string[] = [];
  const fn = await create('export const handler = async () => { console.log("one\\ntwo"); console.error("three"); };', {
    log: (line) => lines.push(line),
  });

  await fn.invoke({});
  await until(() => lines.length === 3);

  expect(lines.sort()).toEqual(['one', 'three', 'two']);
});

test('rejects running and waiting invocations when it is closed, and those that come later', async () => {
  const source =
    'export const handler = async () => { console.log("running"); await new Promise(() => setInterval(() => {}, 1000)); };';
  let tellRunning = (_line: string): void => {};
  const running = new Promise<string>((resolve) => {
    tellRunning = resolve;
  });
  const fn = await create(source, { log: (line) => tellRunning(line) });
  const failures = [failureOf(fn.invoke({})), failureOf(fn.invoke({}))];

  await running;
  await fn.close();

  const errors = await Promise.all([...failures, failureOf(fn.invoke({}))]);
  expect(errors.map(({ errorType }) => errorType)).toEqual(Array(3).fill('Sandbox.Closed'));
});

test('lets an invocation outlive a Ctrl-C, but not the parent process', async () => {
  const bundle = join(folder, 'orphan.mjs');
  await writeFile(bundle, 'export const handler = () => new Promise(() => setInterval(() => {}, 1000));');
  const host = fork(new URL('./function-host.mjs', import.meta.url), [bundle, 'handler'], { execArgv: [] });
  await once(host, 'message');

  host.kill('SIGINT');
  host.kill('SIGTERM');
  host.disconnect();

  expect(await once(host, 'exit')).toEqual([1, null]);
});
