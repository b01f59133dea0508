import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { projectRoot } from '../../local/stack/settings.ts';
import { waitUntil } from '../e2e/support/wait-until.ts';
import { dropProgress } from '../support/drop-progress.ts';
import { type KeeperRig, startKeeperRig } from './asl/start-keeper-rig.ts';

// The command line as a person runs it with ENV=dev: the account and the state machine are moto's, the function is real.

let rig: KeeperRig;

beforeAll(async () => {
  rig = await startKeeperRig({ books: 200, authors: 10 });
});
beforeEach(() => {
  rig.watched.events = [];
  rig.watched.disturb = () => undefined;
});
afterAll(() => rig?.close());

const start = (line: string, settings: Readonly<Record<string, string>> = {}) => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|MILLRACE|HTTPS?_PROXY|NO_PROXY)/i.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    NODE_OPTIONS: '',
    AWS_ENDPOINT_URL: rig.awsUrl(),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    MILLRACE_DATA_DIR: rig.settings.dataDir,
    ...settings,
  };
  const args = ['--import', 'tsx', 'maintain/main.ts', ...line.split(' ')];
  const child = spawn(process.execPath, args, { cwd: projectRoot, env });
  const output = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    output.out += part;
  });
  child.stderr.on('data', (part) => {
    output.err += part;
  });
  return { child, output, ended: once(child, 'close').then(([code]) => ({ code: code as number, ...output })) };
};
const run = (...args: Parameters<typeof start>) => start(...args).ended;
const lastLine = (out: string) => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '{}');

test('verifies, repairs and verifies again by the deployed function', async () => {
  await rig.ask('DELETE', '/books-v1/_doc/S:Book:7');

  const found = await run('verify --env dev --index books');
  const repaired = await run('repair --env dev --index books --json');
  const equal = await run('verify --env dev --index books --rate 100000');

  expect([found.code, dropProgress(found.err)]).toEqual([1, '']);
  expect(found.out).toMatch(/^missing +books-v1 +Book:7\n/);
  expect([repaired.code, lastLine(repaired.out)]).toMatchObject([0, { result: 'done', counts: { written: 1 } }]);
  expect([equal.code, equal.out]).toEqual([0, expect.stringContaining('The index equals the table.')]);
});

test('goes through the state machine, and says at its end what all segments have found', async () => {
  await rig.createStateMachine('millrace-dev-keeper');
  await rig.ask('DELETE', '/books-v1/_doc/S:Book:8');

  const { code, out, err } = await run('verify --env dev --index books --segments 3 --concurrency 2 --json');

  const [arn = ''] = err.split('\n');
  expect(arn).toMatch(/^arn:aws:states:eu-west-1:123456789012:execution:millrace-dev-keeper:verify-\d{8}T\d{6}$/);
  expect([code, lastLine(out)]).toMatchObject([
    1,
    { tool: 'verify', result: 'differs', counts: { items: 200, missing: 1 } },
  ]);
  expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({ kind: 'missing', documentId: 'S:Book:8' });
  // The end of one that has ended can be seen again.
  expect(await run(`verify --env dev --resume ${arn}`)).toMatchObject({ code: 1 });
});

test('leaves the execution running at Ctrl-C, and follows it when it is asked to', async () => {
  await rig.createStateMachine('millrace-dev-keeper');
  let release = (): void => {};
  rig.watched.released = new Promise((resolve) => {
    release = resolve;
  });
  rig.watched.disturb = () => 'hold';
  const { child, output, ended } = start('repair --env dev --index books --segments 2');
  await waitUntil(
    async () => output.err,
    (err) => err.includes('arn:') && rig.watched.events.length > 0,
  );
  const beside = await run('repair --env dev --index books --segments 2');
  child.kill('SIGINT');

  const interrupted = await ended;
  release();
  const [, arn = ''] = /--resume (\S+)'/.exec(interrupted.err) ?? [];
  const followed = await run(`repair --env dev --resume ${arn}`);

  expect([beside.code, beside.err]).toEqual([
    2,
    expect.stringContaining('to be under way, got one.\nRemedy: Follow it'),
  ]);
  expect([interrupted.code, interrupted.out]).toEqual([2, '']);
  expect(interrupted.err).toContain('it goes on.\nTo watch it: make repair ENV=dev');
  expect(interrupted.err).toContain('To stop it: aws stepfunctions stop-execution --region eu-west-1');
  expect([followed.code, followed.out]).toEqual([0, expect.stringContaining('Done.')]);
});

test('says why an execution has failed', async () => {
  await rig.createStateMachine('millrace-dev-keeper');

  const { code, err } = await run('rebuild --env dev --index nonsense --segments 2');

  expect(code).toBe(2);
  expect(err).toContain('maintain.invalid-request: Expected an index to be one of `authors`');
  expect(err).toMatch(/To go on where its workers were: make rebuild ENV=dev ARGS='--resume arn:/);
});

test.each<[string, string, Readonly<Record<string, string>>, RegExp]>([
  [
    'an environment it does not know',
    'verify --env devel',
    {},
    /^Expected ENV to be one of dev, prod, staging, got `devel`\./,
  ],
  ['another account', 'verify --env staging', {}, /^Expected credentials for account 111122223333, which is staging's/],
  [
    'another account, with segments',
    'verify --env staging --segments 2',
    {},
    /^Expected credentials for account 111122223333/,
  ],
  [
    'no credentials',
    'verify --env dev',
    { AWS_ACCESS_KEY_ID: '' },
    /^Expected credentials for AWS, got none\.\nRemedy: /,
  ],
  [
    'a flag that is wrong',
    'verify --env dev --index bookz',
    {},
    /^maintain\.invalid-request: Expected an index to be one of/,
  ],
  [
    'an execution of somebody else',
    'verify --env dev --resume arn:aws:states:eu-west-1:123456789012:execution:other:x',
    {},
    /^Expected an execution of millrace-dev-keeper, got arn:/,
  ],
  [
    'an execution that nobody knows',
    'verify --env dev --resume arn:aws:states:eu-west-1:123456789012:execution:millrace-dev-keeper:x',
    {},
    /^Expected an execution of millrace-dev-keeper, got none of that name\./,
  ],
])('ends with 2 and says what to do for %s', async (_, line, settings, message) => {
  const { code, out, err } = await run(line, settings);

  expect(err).toMatch(message);
  expect([code, out]).toEqual([2, '']);
});

test('says what to do where there is no state machine', async () => {
  await rig.createStateMachine('another');

  const { code, err } = await run('verify --env dev --segments 2');

  expect([code, err]).toEqual([
    2,
    'Expected the state machine millrace-dev-keeper in eu-west-1, got none.\nRemedy: make apply ENV=dev\n',
  ]);
});
