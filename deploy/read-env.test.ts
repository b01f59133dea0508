import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeLive } from './fixtures/write-live.ts';
import { readEnv } from './read-env.ts';

test('reads what an environment says of itself', async () => {
  const liveDir = writeLive({ dev: {} });

  const environment = await readEnv('dev', liveDir);

  expect(environment).toEqual({
    name: 'dev',
    prefix: 'millrace-dev',
    accountId: '123456789012',
    region: 'eu-west-1',
    isProduction: false,
    hasDeletionProtection: false,
    imageSource: 'build',
    hasPage: false,
    hasRateLimit: false,
    authorization: 'api-key',
    imageAccountId: '123456789012',
    pullAccountIds: [],
    dir: join(liveDir, 'dev'),
  });
});

test.each([
  ['dev', false],
  ['staging', false],
  ['prod', true],
])('reads %s as it is in live/', async (name, isProduction) => {
  const environment = await readEnv(name);

  expect(environment).toMatchObject({ name, isProduction });
});

test.each([
  ['null', null, false],
  ['what it is', { domain: null, web_acl_arn: null }, true],
])('tells by %s whether there is a page', async (_, page, hasPage) => {
  expect(await readEnv('dev', writeLive({ dev: { page } }))).toMatchObject({ hasPage });
});

test('names the known environments for one that is unknown', async () => {
  const liveDir = writeLive({ dev: {}, prod: {} });

  await expect(readEnv('test', liveDir)).rejects.toThrow('Expected ENV to be one of dev, prod, got `test`.');
});

test('refuses a path in the place of a name', async () => {
  const liveDir = writeLive({ dev: {} });

  await expect(readEnv('../live/dev', liveDir)).rejects.toThrow('one of dev');
});

test('says everything at once that is wrong', async () => {
  const values = {
    account_id: 123,
    is_production: 'no',
    region: undefined,
    name: 'prod',
    api: { authorization: 'basic' },
  };
  const liveDir = writeLive({ dev: values });

  const error = await readEnv('dev', liveDir).catch((reason: Error) => reason.message);

  expect(error).toContain('`account_id` to match ^[0-9]{12}$, got 123');
  expect(error).toContain('`is_production` to be true or false, got "no"');
  expect(error).toContain('`region` to match');
  expect(error).toContain('`api.authorization` to match ^(iam|api-key|none)$, got "basic"');
  expect(error).toContain('`name` to be that of its folder, dev');
});

test('says of a file that is no HCL where it is', async () => {
  const liveDir = writeLive({ dev: {} });
  writeFileSync(join(liveDir, 'dev', 'env.hcl'), 'locals {');

  await expect(readEnv('dev', liveDir)).rejects.toThrow(join(liveDir, 'dev', 'env.hcl'));
});
