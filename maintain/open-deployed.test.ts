import { expect, test } from '@jest/globals';
import type { Aws, Invoked } from '../deploy/aws.ts';
import type { Environment } from '../deploy/read-env.ts';
import { openDeployed } from './open-deployed.ts';

const environment: Environment = {
  name: 'dev',
  prefix: 'millrace-dev',
  accountId: '123456789012',
  region: 'eu-west-1',
  isProduction: false,
  hasDeletionProtection: false,
  imageSource: 'build',
  hasPage: false,
  hasRateLimit: false,
  authorization: 'iam',
  imageAccountId: '123456789012',
  pullAccountIds: [],
  dir: '/live/dev',
};

/** An account with one function, which answers this. */
const createAws = (answer: Invoked, account = '123456789012') => {
  const invoked: unknown[] = [];
  const aws: Aws = {
    getAccount: async () => account,
    getImage: async (name) => (name === 'millrace-dev-maintain' ? 'image' : undefined),
    invoke: async (name, event) => {
      invoked.push([name, event]);
      return answer;
    },
  };
  return { aws, invoked };
};

test('invokes the function of the environment', async () => {
  const { aws, invoked } = createAws({ payload: '{"isDone":true}', isError: false });

  const tool = await openDeployed(environment, {}, aws);

  expect(await tool.invoke({ action: 'verify' })).toEqual({ isDone: true });
  expect(invoked).toEqual([['millrace-dev-maintain', { action: 'verify' }]]);
});

test.each([
  ['{"errorType":"search.unavailable","errorMessage":"Expected …"}', 'search.unavailable: Expected …'],
  ['{"errorMessage":"Task timed out"}', 'Lambda.Unknown: Task timed out'],
  ['', 'Lambda.Unknown: null'],
])('fails with what the handler has said: %s', async (payload, message) => {
  const { aws } = createAws({ payload, isError: true });
  const tool = await openDeployed(environment, {}, aws);

  await expect(tool.invoke({})).rejects.toThrow(message);
});

test('refuses the credentials of another account before it invokes anything', async () => {
  const { aws, invoked } = createAws({ payload: '', isError: false }, '999999999999');

  await expect(openDeployed(environment, {}, aws)).rejects.toMatchObject({
    message: "Expected credentials for account 123456789012, which is dev's, got those of 999999999999.",
    remedy: expect.stringContaining('AWS_PROFILE'),
  });
  expect(invoked).toEqual([]);
});

test('says what to do where nothing is deployed', async () => {
  const { aws } = createAws({ payload: '', isError: false });

  await expect(openDeployed({ ...environment, prefix: 'mill' }, {}, aws)).rejects.toMatchObject({
    message: 'Expected the function mill-maintain in eu-west-1, got none.',
    remedy: 'make apply ENV=dev',
  });
});
