import type { SFNClient } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import type { Environment } from '../deploy/read-env.ts';
import { createEngine, isExecutionOf } from './engine.ts';

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
const place = 'arn:aws:states:eu-west-1:123456789012';
const executionArn = `${place}:execution:millrace-dev-keeper:verify-1`;

/** Answers each command by its name. */
const createClient = (answers: Readonly<Record<string, unknown>>) => {
  const asked: unknown[] = [];
  const send = async (command: { readonly input: unknown; readonly constructor: { readonly name: string } }) => {
    const name = command.constructor.name.replace('Command', '');
    asked.push([name, command.input]);
    const answer = answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { client: { send } as unknown as SFNClient, asked };
};
const named = (name: string) => Object.assign(new Error('What AWS says.'), { name });

test('asks for the state machine of the environment', async () => {
  const { client, asked } = createClient({
    ListExecutions: { executions: [{ executionArn }] },
    StartExecution: { executionArn },
    RedriveExecution: {},
    ListMapRuns: { mapRuns: [{ mapRunArn: 'old', stopDate: new Date() }, { mapRunArn: 'new' }] },
    DescribeMapRun: { itemCounts: { succeeded: 3, total: 8 } },
    DescribeExecution: { status: 'SUCCEEDED', input: '{"tool":"verify"}', output: '{"result":"equal"}' },
  });
  const engine = createEngine(environment, client);
  const stateMachineArn = `${place}:stateMachine:millrace-dev-keeper`;

  expect(await engine.findRunning()).toBe(executionArn);
  expect(await engine.start('verify-1', { tool: 'verify' })).toBe(executionArn);
  await engine.redrive(executionArn);
  expect(await engine.countSegments(executionArn)).toEqual({ done: 3, total: 8 });
  expect(await engine.describe(executionArn)).toEqual({
    status: 'SUCCEEDED',
    input: { tool: 'verify' },
    output: { result: 'equal' },
    error: undefined,
    cause: undefined,
  });
  expect(asked).toEqual([
    ['ListExecutions', { stateMachineArn, statusFilter: 'RUNNING', maxResults: 1 }],
    ['StartExecution', { stateMachineArn, name: 'verify-1', input: '{"tool":"verify"}' }],
    ['RedriveExecution', { executionArn }],
    ['ListMapRuns', { executionArn }],
    ['DescribeMapRun', { mapRunArn: 'new' }],
    ['DescribeExecution', { executionArn }],
  ]);
});

test('counts no segments while no worker is at work', async () => {
  const { client } = createClient({ ListMapRuns: { mapRuns: [] } });

  expect(await createEngine(environment, client).countSegments(executionArn)).toBeUndefined();
});

test.each([
  ['StateMachineDoesNotExist', 'Expected the state machine millrace-dev-keeper in eu-west-1', 'make apply ENV=dev'],
  ['ExecutionDoesNotExist', 'Expected an execution of millrace-dev-keeper', 'Start again without --resume.'],
  [
    'ExecutionNotRedrivable',
    'Expected an execution that can go on, got: What AWS says.',
    'Start again without --resume.',
  ],
  ['CredentialsProviderError', 'Expected credentials for AWS, got none.', 'AWS_PROFILE=<profile>'],
  ['AccessDeniedException', 'got AccessDeniedException: What AWS says.', 'their rights'],
])('says what to do about %s', async (name, message, remedy) => {
  const { client } = createClient({ RedriveExecution: named(name) });

  await expect(createEngine(environment, client).redrive(executionArn)).rejects.toMatchObject({
    message: expect.stringContaining(message),
    remedy: expect.stringContaining(remedy),
  });
});

test.each([
  [executionArn, true],
  [`${place}:execution:millrace-dev-keeper:`, false],
  [`${place}:execution:millrace-prod-keeper:verify-1`, false],
  ['arn:aws:states:eu-west-1:999999999999:execution:millrace-dev-keeper:verify-1', false],
  [`${place}:stateMachine:millrace-dev-keeper`, false],
])('takes %s for one of its executions: %s', (arn, isOwn) => {
  expect(isExecutionOf(environment, arn)).toBe(isOwn);
});
