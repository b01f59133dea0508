import { expect, test } from '@jest/globals';
import { exampleLive, soundFiles, spoil } from './example-live.ts';
import { findEnvironmentFaults } from './find-environment-faults.ts';

const find = async (changes: Parameters<typeof exampleLive>[0]) =>
  findEnvironmentFaults(await exampleLive(changes), ['dev', 'prod']);

test('finds nothing in two environments that differ by env.hcl alone', async () => expect(await find({})).toEqual([]));

test('finds an environment without its settings', async () => {
  expect(await find({ 'live/prod/env.hcl': undefined })).toContain('expected live/*/env.hcl for dev, prod, got dev');
});

test('finds an environment that nobody knows', async () => {
  const changes = {
    'live/test/env.hcl': soundFiles['live/dev/env.hcl']?.replaceAll('dev', 'test').replace('1111', '3333'),
  };

  expect(await find(changes)).toEqual(['expected live/*/env.hcl for dev, prod, got dev, prod, test']);
});

test.each([
  ['a unit that one lacks', { 'live/prod/key/terragrunt.hcl': undefined }, 'live/prod lacks the unit key of live/dev'],
  [
    'a unit that one has alone',
    { 'live/dev/key/terragrunt.hcl': undefined },
    'live/dev lacks the unit key of live/prod',
  ],
  [
    'a unit that differs',
    spoil('live/prod/key/terragrunt.hcl', '_units/key', '_units/table'),
    'live/dev/key and live/prod/key differ',
  ],
  [
    'a setting that one lacks',
    spoil('live/prod/env.hcl', '  prefix ', '  other = 1\n  prefix '),
    'live/dev/env.hcl lacks other',
  ],
  [
    'a setting that the other lacks',
    spoil('live/dev/env.hcl', '  prefix ', '  other = 1\n  prefix '),
    'live/prod/env.hcl lacks other',
  ],
  ['the name of another', spoil('live/dev/env.hcl', '"dev"', '"prod"'), 'expected name to be dev, got prod'],
  [
    'the prefix of another',
    spoil('live/dev/env.hcl', 'millrace-dev', 'millrace-prod'),
    'expected prefix to be millrace-dev',
  ],
  ['an account that is none', spoil('live/dev/env.hcl', '111111111111', '1111'), 'expected account_id to be 12 digits'],
  [
    'a prod that is not production',
    spoil('live/prod/env.hcl', 'true', 'false'),
    'expected is_production to be true in prod only',
  ],
  ['a dev that is', spoil('live/dev/env.hcl', 'false', 'true'), 'expected is_production to be true in prod only'],
  [
    'one account for two',
    spoil('live/prod/env.hcl', '222222222222', '111111111111'),
    'live/dev and live/prod have the same account_id',
  ],
])('finds %s', async (_, changes, fault) => {
  expect(await find(changes)).toEqual([expect.stringContaining(fault)]);
});
