import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PartPlan } from './part.ts';
import { runStack, type StackChange } from './run-stack.ts';
import { StackError } from './stack-error.ts';
import type { Failure, PartName } from './stack-state.ts';

let folder: string;
let changes: StackChange[];
let requestStop: () => void;
let ended: Promise<Failure | undefined> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-stack-'));
  changes = [];
});

afterEach(async () => {
  requestStop();
  await ended;
  rmSync(folder, { recursive: true });
});

const note = (name: string) => join(folder, name);
const said = () => readFileSync(note('said'), { encoding: 'utf8', flag: 'a+' }).split('\n').slice(0, -1);

/** Says in the file `said` when it starts and stops; healthy as soon as it has said so. */
function plan(name: PartName, options: Partial<PartPlan> & { readonly script?: string } = {}): PartPlan {
  const script = `
    const { appendFileSync: say } = require('node:fs');
    process.on('SIGTERM', () => { say('${note('said')}', '${name} stops\\n'); process.exit(0); });
    say('${note('said')}', '${name} starts\\n');
    setInterval(() => {}, 1000);
    ${options.script ?? ''}`;
  return {
    name,
    title: name,
    address: `at ${name}`,
    after: [],
    logPath: note(`${name}.log`),
    startTimeoutMs: 10_000,
    stopTimeoutMs: 25_000,
    launch: { command: process.execPath, args: ['-e', script], env: {} },
    isHealthy: async () => said().includes(`${name} starts`),
    ...options,
  };
}

function run(...plans: PartPlan[]): Promise<Failure | undefined> {
  const stopRequested = new Promise<void>((resolve) => {
    requestStop = resolve;
  });
  const stopOrder = [['gateway'], ['stream'], ['dynamodb', 'opensearch']] as const;
  ended = runStack({ plans, stopOrder, stopRequested, onChange: (change) => changes.push(change) });
  return ended;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

const isUp = () => changes.at(-1)?.state === 'running';
const pidOf = (name: PartName) => changes.at(-1)?.parts.find((part) => part.name === name)?.process?.pid ?? 0;

test('starts a part after those it needs, and stops them the other way round', async () => {
  const end = run(plan('dynamodb'), plan('gateway', { after: ['dynamodb'] }));
  await until(isUp);

  requestStop();

  expect(await end).toBeUndefined();
  expect(said()).toEqual(['dynamodb starts', 'gateway starts', 'gateway stops', 'dynamodb stops']);
  expect(changes.at(-1)?.parts.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
});

test('stops all others when a part dies, and says which and why', async () => {
  const end = run(plan('dynamodb'), plan('gateway', { after: ['dynamodb'] }));
  await until(isUp);

  process.kill(pidOf('dynamodb'), 'SIGKILL');

  expect(await end).toMatchObject({ part: 'dynamodb', reason: 'dynamodb was ended by SIGKILL.' });
  expect(said().slice(2)).toEqual(['gateway stops']);
});

test('gives up the start when a part dies before it is up, with the last lines of its log', async () => {
  const script = `console.error('no room left'); process.exit(3);`;

  const failure = await run(
    plan('dynamodb'),
    plan('opensearch', { script, after: ['dynamodb'], isHealthy: async () => false }),
  );

  expect(failure).toMatchObject({ part: 'opensearch', reason: 'opensearch ended by itself with exit code 3.' });
  expect(failure?.lastLines).toEqual(['no room left']);
  expect(said().filter((line) => line.endsWith('stops'))).toEqual(['dynamodb stops']);
});

test('gives up a part that is not up in time', async () => {
  const failure = await run(plan('stream', { isHealthy: async () => false, startTimeoutMs: 200 }));

  expect(failure?.reason).toBe('stream did not answer at at stream within 0.2 s.');
});

test('gives up a program that cannot be started', async () => {
  const failure = await run(plan('stream', { launch: { command: '/nowhere/java', args: [], env: {} } }));

  expect(failure?.reason).toMatch(/^stream could not be started: .*ENOENT/);
});

test('gives up when what a part needs cannot be prepared', async () => {
  const prepare = async () => {
    throw new StackError('Another table is there.', 'Delete it.');
  };

  const failure = await run(plan('dynamodb', { prepare }));

  expect(failure).toMatchObject({ part: 'stack', reason: 'Another table is there.', remedy: 'Delete it.' });
  expect(said()).toEqual(['dynamodb starts', 'dynamodb stops']);
});

test('starts nothing more once it shall stop', async () => {
  const end = run(
    plan('dynamodb', { isHealthy: async () => existsSync(note('never')) }),
    plan('gateway', { after: ['dynamodb'] }),
  );
  await until(() => said().length === 1);

  requestStop();

  expect(await end).toBeUndefined();
  expect(said()).toEqual(['dynamodb starts', 'dynamodb stops']);
});

test('kills a part that does not stop in time', async () => {
  const script = `process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => {});`;
  const end = run(plan('stream', { script, stopTimeoutMs: 300 }));
  await until(isUp);
  const pid = pidOf('stream');

  requestStop();

  expect(await end).toBeUndefined();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('neither starts nor stops a running server', async () => {
  const { launch: _, ...external } = plan('dynamodb', { isHealthy: async () => true });
  const end = run(external);
  await until(isUp);

  expect(changes.at(-1)?.parts[0]?.state).toBe('external');
  requestStop();
  await end;
  expect(changes.at(-1)?.parts[0]?.state).toBe('external');
});

test('keeps the log of the run before', async () => {
  writeFileSync(note('stream.log'), 'before\n');

  run(plan('stream', { script: `console.log('now');` }));
  await until(() => isUp() && readFileSync(note('stream.log'), 'utf8') !== '');

  expect(readFileSync(note('stream.log'), 'utf8')).toBe('now\n');
  expect(readFileSync(note('stream.log.previous'), 'utf8')).toBe('before\n');
});
