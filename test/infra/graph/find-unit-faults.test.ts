import { expect, test } from '@jest/globals';
import { exampleLive, exampleModules, soundFiles, spoil } from './example-live.ts';
import { findUnitFaults } from './find-unit-faults.ts';

const find = async (changes: Parameters<typeof exampleLive>[0]) =>
  findUnitFaults(await exampleLive(changes), exampleModules);
const key = 'live/dev/key/terragrunt.hcl';

test('finds nothing in thin units that give what is required', async () => expect(await find({})).toEqual([]));

test.each([
  ['a root by another name', spoil(key, 'include "root"', 'include "top"'), 'expected to include "root" by'],
  [
    'a root that is searched for',
    spoil(key, '"${get_terragrunt_dir()}/../../../terragrunt.hcl"', 'find_in_parent_folders()'),
    'expected to include "root" by',
  ],
  [
    'inputs of its own',
    { [key]: `${soundFiles[key]}\ninputs = {\n  name = "mine"\n}\n` },
    'has inputs; they go to live/_units',
  ],
  ['too many lines', { [key]: `${soundFiles[key]}${'# more\n'.repeat(30)}` }, 'has 38 lines; expected at most 30'],
])('finds a unit with %s', async (_, changes, fault) => {
  expect(await find(changes)).toContainEqual(expect.stringContaining(`${key}: ${fault}`));
  expect(new Set((await find(changes)).map((found) => found.split(':')[0]))).toEqual(new Set([key]));
});

test('finds a unit that includes nothing but the root', async () => {
  const text = soundFiles[key]?.split('\ninclude "unit"')[0];

  expect(await find({ [key]: text })).toContain(`${key}: includes nothing of live/_units`);
});

test('finds an include that is not there', async () => {
  const faults = await find(spoil(key, '_units/key', '_units/lock'));

  expect(faults).toContain(`${key}: includes live/_units/lock.hcl, which is not there`);
});

test.each([
  [
    'a module that is not there',
    spoil('live/_units/key.hcl', '//kms', '//lock'),
    'its source is no folder of modules/ (lock)',
  ],
  [
    'a source elsewhere',
    spoil('live/_units/key.hcl', '${get_terragrunt_dir()}/../../../modules//kms', 'git::https://example.com/x.git'),
    'its source is no folder of modules/',
  ],
  [
    'inputs that are computed as a whole',
    spoil('live/_units/key.hcl', 'inputs = {\n  name = "key"\n}', 'inputs = merge({}, local.x)'),
    'its inputs are no plain { name = … }',
  ],
  [
    'an input that the module does not take',
    spoil('live/_units/key.hcl', 'name = "key"', 'name = "key"\n  size = 1'),
    'gives size, which modules/kms does not take',
  ],
  [
    'no required input',
    spoil('live/_units/key.hcl', '  name = "key"\n', ''),
    'does not give name, which modules/kms requires',
  ],
])('finds %s, in each environment', async (_, changes, fault) => {
  expect(await find(changes)).toEqual([expect.stringContaining(fault), expect.stringContaining(fault)]);
});

test('takes an input of any of the included files', async () => {
  const functions = 'inputs = {\n  name = "key"\n}\n';
  const two = soundFiles[key]?.replace(
    'include "unit"',
    'include "more" {\n  path = "${get_terragrunt_dir()}/../../_units/more.hcl"\n}\n\ninclude "unit"',
  );

  const faults = await find({
    ...spoil('live/_units/key.hcl', '  name = "key"\n', ''),
    'live/_units/more.hcl': functions,
    [key]: two,
    'live/prod/key/terragrunt.hcl': two,
  });

  expect(faults).toEqual([]);
});
