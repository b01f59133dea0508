import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Dependencies, deploy } from './deploy.ts';
import { fakeTools } from './fixtures/fake-tools.ts';
import { writeLive } from './fixtures/write-live.ts';
import { parseCommand } from './parse-command.ts';

const older = { terragrunt: 'terragrunt version v0.55.0', terraform: 'Terraform v1.11.4', docker: '' };
const newer = { ...older, terragrunt: 'terragrunt version v1.1.0' };
const { docker: _, ...withoutBuilder } = newer;
const healthy = { payload: '{"lagSeconds":1,"parkedKeys":0,"jobs":0}', isError: false };

interface Setting {
  readonly versions?: Readonly<Record<string, string>>;
  readonly own?: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly exitCode?: number;
  readonly stdout?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly over?: Partial<Dependencies>;
}

function setUp({ versions = newer, own = {}, name = 'dev', env = {}, over = {}, ...fake }: Setting = {}) {
  const fakes = fakeTools(versions, fake);
  const liveDir = writeLive({ [name]: own });
  const printed: string[] = [];
  const invoked: string[] = [];
  const dependencies: Dependencies = {
    env: { PATH: fakes.path, ...env },
    liveDir,
    isTerminal: true,
    ask: async () => name,
    print: (text) => void printed.push(text),
    say: () => {},
    createAws: () => ({
      getAccount: async () => '123456789012',
      getImage: async () => undefined,
      invoke: async (functionName) => {
        invoked.push(functionName);
        return healthy;
      },
    }),
    createFindImage: () => async () => 'no-image',
    fillProviderCache: () => ({ TF_PLUGIN_CACHE_DIR: '/cache' }),
    ...over,
  };
  return {
    ...fakes,
    liveDir,
    printed,
    invoked,
    run: (...args: readonly string[]) => deploy(parseCommand(args), dependencies),
  };
}

test.each([
  ['0.55', older, 'run-all plan'],
  ['1.1', newer, 'run --all plan'],
] as const)('plans with Terragrunt %s in the folder of the environment', async (_, versions, words) => {
  const { run, calls, liveDir, path } = setUp({ versions });

  const code = await run('plan', 'dev');

  expect(code).toBe(0);
  expect(calls()).toMatchObject([{ args: words, cwd: join(liveDir, 'dev') }]);
  expect(calls()[0]?.env).toMatchObject({
    TG_NON_INTERACTIVE: 'true',
    TERRAGRUNT_NON_INTERACTIVE: 'true',
    TG_BACKEND_BOOTSTRAP: 'true',
    TG_TF_PATH: join(path, 'terraform'),
    TERRAGRUNT_TFPATH: join(path, 'terraform'),
    TF_PLUGIN_CACHE_DIR: '/cache',
  });
});

test('lets Terragrunt ask before an apply, and waits for a heartbeat after it', async () => {
  const { run, calls, invoked, printed } = setUp();

  const code = await run('apply', 'dev', '--', '-refresh=false');

  expect(code).toBe(0);
  expect(calls()).toMatchObject([{ args: 'run --all apply -refresh=false' }]);
  expect(calls()[0]?.env).not.toHaveProperty('TG_NON_INTERACTIVE');
  expect(invoked).toEqual(['millrace-dev-measure']);
  expect(printed.join()).toContain('1 s behind');
});

test('asks nobody with --yes', async () => {
  const { run, calls, invoked } = setUp({ versions: older });

  await run('destroy', 'dev', '--yes');

  expect(invoked).toEqual([]);
  expect(calls()).toMatchObject([{ args: 'run-all destroy', env: { TERRAGRUNT_NON_INTERACTIVE: 'true' } }]);
});

test.each(['plan', 'apply'])('starts no %s of a page that the API would refuse', async (verb) => {
  const { run, calls } = setUp({ own: { page: { domain: null }, api: { authorization: 'iam' } } });

  await expect(run(verb, 'dev')).rejects.toThrow('Expected an API that a page can call');
  expect(calls()).toEqual([]);
});

test("ends with Terragrunt's exit code, and checks nothing after a failure", async () => {
  const { run, invoked } = setUp({ exitCode: 7 });

  expect(await run('apply', 'dev', '--yes')).toBe(7);
  expect(invoked).toEqual([]);
});

test('says how to go on with a destroy that broke off', async () => {
  const said: string[] = [];
  const { run } = setUp({ versions: older, exitCode: 1, over: { say: (line) => void said.push(line) } });

  expect(await run('destroy', 'dev', '--yes')).toBe(1);
  expect(said.join()).toContain('terragrunt run-all destroy --terragrunt-ignore-dependency-errors');
});

test('ends with 1 when no heartbeat comes after an apply', async () => {
  const createAws = () => ({
    getAccount: async () => '123456789012',
    getImage: async () => undefined,
    invoke: async () => ({ payload: '{}', isError: true }),
  });
  const { run } = setUp({ over: { createAws } });

  expect(await run('apply', 'dev', '--yes')).toBe(1);
});

const prod = { name: 'prod', own: { is_production: true, deletion_protection: true, image_source: 'promoted' } };

test('applies production when its name is typed', async () => {
  const { run, calls, liveDir } = setUp(prod);
  writeFileSync(join(liveDir, 'prod', 'promoted.json'), '{}');

  await run('apply', 'prod');

  expect(calls()).toMatchObject([{ args: 'run --all apply', env: { TG_NON_INTERACTIVE: 'true' } }]);
});

test.each([
  [
    'another name is typed',
    'apply',
    { ...prod, over: { ask: async () => 'dev' }, env: { INDEXER_IMAGE_DIGEST: 'x' } },
    'Expected `prod`, got `dev`. Nothing was touched.',
  ],
  ['production is to be destroyed', 'destroy', prod, '`is_production = true`'],
  [
    'what is protected is to be destroyed',
    'destroy',
    { own: { deletion_protection: true } },
    '`deletion_protection = true`',
  ],
  ['nothing was promoted', 'plan', prod, 'promoted.json to name the image that prod runs, got no file'],
  ['the region is another', 'plan', { env: { AWS_REGION: 'us-east-1' } }, 'Expected AWS_REGION to be eu-west-1'],
  ['the account is another', 'plan', { own: { account_id: '111122223333' } }, 'got those of 123456789012'],
  ['there is no Terragrunt', 'plan', { versions: { terraform: older.terraform } }, 'Expected terragrunt on the PATH'],
  ['nothing can build', 'apply', { versions: withoutBuilder }, 'Expected docker or buildah'],
  ['nobody can be asked', 'apply', { over: { isTerminal: false } }, 'Expected a terminal'],
] as const)('calls nobody when %s', async (_, verb, setting, message) => {
  const { run, calls } = setUp(setting as Setting);

  await expect(run(verb, 'name' in setting ? setting.name : 'dev')).rejects.toThrow(message);

  expect(calls()).toEqual([]);
});

test('prints the outputs of all units without secrets, and of one with them', async () => {
  const stdout = '{"key_arn":{"sensitive":false,"value":"arn"},"api_keys":{"sensitive":true,"value":{"me":"secret"}}}';
  const { run, calls, printed, liveDir } = setUp({ stdout });

  await run('output', 'dev');
  await run('output', 'dev', 'kms');

  expect(printed.map((text) => JSON.parse(text))).toEqual([
    { kms: { key_arn: 'arn', api_keys: '(sensitive)' } },
    { key_arn: 'arn', api_keys: { me: 'secret' } },
  ]);
  expect(calls()[0]).toMatchObject({ args: 'output -json -no-color', cwd: join(liveDir, 'dev', 'kms') });
});

test('names the units for one that is unknown', async () => {
  const { run } = setUp();

  await expect(run('output', 'dev', 'api')).rejects.toThrow('Expected one of the units kms, got `api`.');
});

test('says of a unit that was never applied what to do', async () => {
  const { run } = setUp({ exitCode: 1 });

  await expect(run('output', 'dev', 'kms')).rejects.toThrow('Expected the outputs of kms in dev, got an error');
});

test('checks the heartbeat alone', async () => {
  const { run, calls, invoked } = setUp();

  expect(await run('smoke', 'dev')).toBe(0);
  expect(invoked).toEqual(['millrace-dev-measure']);
  expect(calls()).toEqual([]);
});
