import { expect, test } from '@jest/globals';
import { exampleLive, soundFiles, spoil } from './example-live.ts';
import { findGenerationFaults } from './find-generation-faults.ts';

const find = async (changes: Parameters<typeof exampleLive>[0]) => findGenerationFaults(await exampleLive(changes));
const key = 'live/_units/key.hcl';
const add = (text: string) => ({ [key]: `${soundFiles[key]}\n${text}\n` });

test('finds nothing that only one generation takes, the root’s own search included', async () => {
  expect(await find({})).toEqual([]);
});

test.each([
  ['skip', add('skip = true'), 'has skip; newer Terragrunts refuse it'],
  ['retryable_errors', add('retryable_errors = ["x"]'), 'has retryable_errors; newer'],
  ['retry_max_attempts', add('retry_max_attempts = 2'), 'has retry_max_attempts; newer'],
  ['retry_sleep_interval_sec', add('retry_sleep_interval_sec = 2'), 'has retry_sleep_interval_sec; newer'],
  ['errors', add('errors {\n  retry "x" {\n    max_attempts = 2\n  }\n}'), 'has errors; older'],
  ['exclude', add('exclude {\n  if = true\n}'), 'has exclude; older'],
  ['a feature', add('feature "x" {\n  default = true\n}'), 'has feature; older'],
  ['prevent_destroy', add('prevent_destroy = true'), 'has prevent_destroy; newer Terragrunts pass the unit over'],
  ['run_cmd', spoil(key, '"key"', 'run_cmd("date")'), 'calls run_cmd()'],
  ['run_cmd within a text', spoil(key, '"key"', '"a-${run_cmd("date")}"'), 'calls run_cmd()'],
  ['timestamp', spoil(key, '"key"', 'timestamp()'), 'calls timestamp()'],
  ['uuid', spoil(key, '"key"', 'uuid()'), 'calls uuid()'],
  ['get_aws_account_id', spoil(key, '"key"', 'get_aws_account_id()'), 'calls get_aws_account_id()'],
  [
    'get_aws_caller_identity_arn',
    spoil(key, '"key"', 'get_aws_caller_identity_arn()'),
    'calls get_aws_caller_identity_arn()',
  ],
  ['a search for the root', spoil(key, '"key"', 'find_in_parent_folders()'), 'calls find_in_parent_folders()'],
  [
    'an account outside env.hcl',
    spoil(key, '"key"', '"arn:aws:iam::123456789012:role/x"'),
    'has the account 123456789012',
  ],
])('finds %s', async (_, changes, fault) => {
  expect(await find(changes)).toEqual([expect.stringContaining(`${key}: ${fault}`)]);
});

test('finds a stack', async () => {
  expect(await find({ 'live/dev/terragrunt.stack.hcl': '' })).toEqual([
    'live/dev/terragrunt.stack.hcl: older Terragrunts do not read stacks',
  ]);
});
