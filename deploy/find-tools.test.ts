import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findTools } from './find-tools.ts';
import { fakeTools } from './fixtures/fake-tools.ts';
import type { UsageError } from './usage-error.ts';

const terragrunt = 'terragrunt version v1.1.0';
const terraform = 'Terraform v1.11.4';

function refusal(env: Readonly<Record<string, string>>): string {
  try {
    findTools(env);
    return 'none';
  } catch (error) {
    return `${(error as UsageError).message} ${(error as UsageError).remedy}`;
  }
}

test('finds both on the PATH', () => {
  const { path } = fakeTools({ terragrunt, terraform });

  const tools = findTools({ PATH: `/nowhere:${path}:/usr/bin:/bin` });

  expect(tools).toMatchObject({ terragrunt: join(path, 'terragrunt'), terraform: join(path, 'terraform') });
});

test('takes the Terragrunt that it is given', () => {
  const { path } = fakeTools({ older: 'terragrunt version v0.55.0', terragrunt, terraform });

  const tools = findTools({ PATH: `${path}:/usr/bin:/bin`, TERRAGRUNT: join(path, 'older') });

  expect(tools.spelling.all('plan', [])).toEqual(['run-all', 'plan']);
});

test.each([
  [
    'no Terragrunt',
    { terraform },
    'Expected terragrunt on the PATH, got none. Install it: https://docs.terragrunt.com',
  ],
  ['no Terraform', { terragrunt }, 'Expected terraform on the PATH, got none. Install it: https://developer.hashicorp'],
  ['an old Terraform', { terragrunt, terraform: 'Terraform v1.9.8' }, 'Expected Terraform 1.10 or newer'],
  ['an old Terragrunt', { terragrunt: 'terragrunt version v0.54.1', terraform }, 'from 0.55 to 1.x, got 0.54.1.'],
  ['one without a version', { terragrunt: 'latest', terraform }, "to tell Terragrunt's version, got `latest`"],
])('refuses %s and says what to install', (_, versions, message) => {
  const { path } = fakeTools(versions as Record<string, string>);

  expect(refusal({ PATH: path })).toContain(message);
});

test('refuses a TERRAGRUNT that cannot be run', () => {
  expect(refusal({ PATH: '', TERRAGRUNT: '/nowhere/terragrunt' })).toContain('got `/nowhere/terragrunt`');
});
