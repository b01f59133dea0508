import { expect, test } from '@jest/globals';
import { exampleLive, exampleModules, soundFiles, spoil } from './example-live.ts';
import { findDependencyFaults } from './find-dependency-faults.ts';

const find = async (changes: Parameters<typeof exampleLive>[0]) =>
  findDependencyFaults(await exampleLive(changes), exampleModules);
const table = 'live/_units/table.hcl';

test('finds nothing where every used output is there and mocked', async () => expect(await find({})).toEqual([]));

test.each([
  [
    'a dependency that is no unit',
    spoil(table, 'config_path = "${get_terragrunt_dir()}/../key"', 'config_path = "${get_terragrunt_dir()}/../lock"'),
    'depends on live/dev/lock, which is no unit',
  ],
  [
    'a dependency on another environment that is not there',
    spoil(table, 'config_path = "${get_terragrunt_dir()}/../key"', 'config_path = "../../test/key"'),
    'depends on live/test/key, which is no unit',
  ],
  [
    'a path that only Terragrunt could read',
    spoil(table, 'config_path = "${get_terragrunt_dir()}/../key"', 'config_path = "${get_repo_root()}/key"'),
    'depends on ${get_repo_root()}/key, which is no unit',
  ],
  [
    'an order that names no unit',
    spoil(table, 'paths = ["${get_terragrunt_dir()}/../key"]', 'paths = ["../lock"]'),
    'comes after live/dev/lock, which is no unit',
  ],
  [
    'a dependency by another name',
    {
      [table]: soundFiles[table]
        ?.replace('dependency "key"', 'dependency "lock"')
        .replace('dependency.key', 'dependency.lock'),
    },
    'calls live/dev/key by another name: lock',
  ],
  [
    'an output that is not declared',
    spoil(table, 'dependency.key.outputs', 'dependency.lock.outputs'),
    'uses dependency.lock.outputs.key.arn and declares no dependency "lock"',
  ],
  [
    'an output that the module does not have',
    { [table]: soundFiles[table]?.replace('outputs.key.arn', 'outputs.lock').replace('key = {', 'lock = {') },
    'uses dependency.key.outputs.lock, which its module does not have',
  ],
  [
    'an output that is not mocked',
    spoil(table, 'outputs.key.arn', 'outputs.alias'),
    'uses dependency.key.outputs.alias, which is not in mock_outputs',
  ],
  [
    'a part of an output that is not mocked',
    spoil(table, 'outputs.key.arn', 'outputs.key.id'),
    'uses dependency.key.outputs.key.id, which is not in mock_outputs',
  ],
  [
    'an output within a text',
    spoil(table, 'name        = "table"', 'name = "a-${dependency.key.outputs.alias}"'),
    'uses dependency.key.outputs.alias, which is not in mock_outputs',
  ],
  ['all outputs at once', spoil(table, 'outputs.key.arn', 'outputs'), 'uses all outputs of key at once'],
  [
    'the inputs of another',
    spoil(table, 'outputs.key.arn', 'inputs.name'),
    'uses dependency.key.inputs.name; inputs of others are gone',
  ],
  ['mocks for apply', spoil(table, '"plan"]', '"plan", "apply"]'), 'mocks key for apply; only init, validate, plan'],
  [
    'mocks for everything',
    spoil(table, '  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]\n', ''),
    'mocks key for any command',
  ],
  [
    'another merge with the state',
    spoil(table, '"shallow"', '"deep_map_only"'),
    'expected mock_outputs_merge_strategy_with_state of key to be shallow, got deep_map_only',
  ],
  [
    'a mock of what the module does not have',
    spoil(table, 'key = { arn', 'lock = 1\n    key = { arn'),
    'mocks the output lock of key, which its module does not have',
  ],
])('finds %s, in each environment', async (_, changes, fault) => {
  const faults = await find(changes);

  expect(faults).toContainEqual(expect.stringContaining(`live/dev/table/terragrunt.hcl: ${fault}`));
  expect(faults.filter((found) => found.startsWith('live/prod/table')).length).toBe(faults.length / 2);
});

test('finds a dependency of which nothing is used', async () => {
  const faults = await find(spoil(table, 'dependency.key.outputs.key.arn', '"none"'));

  expect(faults).toContain('live/dev/table/terragrunt.hcl: declares dependency "key" and uses none of its outputs');
});

test('adds up the mocks of two declarations, as a deep merge does', async () => {
  const more =
    'dependency "key" {\n  config_path  = "${get_terragrunt_dir()}/../key"\n  mock_outputs = {\n    alias = "a"\n  }\n}\n\ninputs = {\n  alias = dependency.key.outputs.alias\n}\n';
  const unit = soundFiles['live/dev/table/terragrunt.hcl']?.replace(
    'include "unit"',
    'include "more" {\n  path = "${get_terragrunt_dir()}/../../_units/more.hcl"\n}\n\ninclude "unit"',
  );

  const faults = await find({
    'live/_units/more.hcl': more,
    'live/dev/table/terragrunt.hcl': unit,
    'live/prod/table/terragrunt.hcl': unit,
  });

  expect(faults).toEqual([]);
});
