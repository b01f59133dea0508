import { parseHcl } from '../hcl/parse-hcl.ts';
import type { Live, LiveFile, Modules } from './live.ts';
import { parseLive } from './parse-live.ts';

// Two environments of two units without a fault, to be spoilt by one change at a time.

const unit = (name: string): string => `include "root" {
  path = "\${get_terragrunt_dir()}/../../../terragrunt.hcl"
}

include "unit" {
  path = "\${get_terragrunt_dir()}/../../_units/${name}.hcl"
}
`;

const settings = (name: string, account: string): string => `locals {
  name          = "${name}"
  prefix        = "millrace-${name}"
  account_id    = "${account}"
  is_production = ${name === 'prod'}
}
`;

/** By path. */
export const soundFiles: Readonly<Record<string, string>> = {
  'terragrunt.hcl': 'locals {\n  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals\n}\n',
  'live/_units/key.hcl': `terraform {
  source = "\${get_terragrunt_dir()}/../../../modules//kms"
}

inputs = {
  name = "key"
}
`,
  'live/_units/table.hcl': `terraform {
  source = "\${get_terragrunt_dir()}/../../../modules//dynamodb"
}

dependency "key" {
  config_path = "\${get_terragrunt_dir()}/../key"

  mock_outputs = {
    key = { arn = "arn:aws:kms:eu-west-1:123456789012:key/0" }
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependencies {
  paths = ["\${get_terragrunt_dir()}/../key"]
}

inputs = {
  name        = "table"
  kms_key_arn = dependency.key.outputs.key.arn
}
`,
  'live/dev/env.hcl': settings('dev', '111111111111'),
  'live/dev/key/terragrunt.hcl': unit('key'),
  'live/dev/table/terragrunt.hcl': unit('table'),
  'live/prod/env.hcl': settings('prod', '222222222222'),
  'live/prod/key/terragrunt.hcl': unit('key'),
  'live/prod/table/terragrunt.hcl': unit('table'),
};

export const exampleModules: Modules = new Map([
  ['kms', { variables: new Map([['name', { isRequired: true }]]), outputs: new Set(['key', 'alias']) }],
  [
    'dynamodb',
    {
      variables: new Map([
        ['name', { isRequired: true }],
        ['kms_key_arn', { isRequired: true }],
        ['recovery_days', { isRequired: false }],
      ]),
      outputs: new Set(['name']),
    },
  ],
]);

/** With these files changed, added, or (undefined) left out. */
export async function exampleLive(changes: Readonly<Record<string, string | undefined>> = {}): Promise<Live> {
  const files: LiveFile[] = [];
  for (const [path, text] of Object.entries({ ...soundFiles, ...changes })) {
    if (text !== undefined) files.push({ path, text, hcl: await parseHcl(path, text) });
  }
  return parseLive(files);
}

/** A sound file with one text replaced. Throws when the text is not there, as nothing would be spoilt. */
export function spoil(path: string, from: string, to: string): Readonly<Record<string, string>> {
  const sound = soundFiles[path];
  if (!sound?.includes(from)) throw new Error(`Expected ${path} to contain ${JSON.stringify(from)}.`);
  return { [path]: sound.replace(from, to) };
}
