import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findProvider, type Surroundings } from './find-provider.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-mirror-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts an empty file there. */
function put(...path: readonly string[]): void {
  const file = join(folder, ...path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}

const putProvider = (mirror: string, version = '5.100.0', platform = 'linux_amd64') =>
  put(mirror, 'registry.terraform.io/hashicorp/aws', version, platform, 'terraform-provider-aws');

const find = (changes: Partial<Surroundings> = {}) =>
  findProvider({
    env: { XDG_DATA_DIRS: join(folder, 'usr') },
    home: join(folder, 'home'),
    platform: 'linux_amd64',
    doesRegistryAnswer: () => false,
    roots: [join(folder, 'opt')],
    ...changes,
  });

test('takes the mirror that was named, even where the registry answers', () => {
  putProvider('mine');

  const source = find({ env: { MILLRACE_PROVIDER_MIRROR: join(folder, 'mine') }, doesRegistryAnswer: () => true });

  expect(source).toMatchObject({ kind: 'mirror', path: join(folder, 'mine') });
});

test('refuses a named mirror without the provider, and does not look elsewhere', () => {
  putProvider('opt/mirror');
  mkdirSync(join(folder, 'mine'));

  const search = () => find({ env: { MILLRACE_PROVIDER_MIRROR: join(folder, 'mine') } });

  expect(search).toThrow(
    /Expected MILLRACE_PROVIDER_MIRROR=.*mine to hold .*hashicorp\/aws.*terraform providers mirror/s,
  );
});

test('leaves the choice to a configuration that is there', () => {
  put('own.tfrc');
  put('home/.terraformrc');

  expect(find({ env: { TF_CLI_CONFIG_FILE: join(folder, 'own.tfrc') } })).toMatchObject({
    path: join(folder, 'own.tfrc'),
  });
  expect(find({ env: {} })).toMatchObject({ kind: 'own-configuration', path: join(folder, 'home/.terraformrc') });
});

test('passes over a configuration that is named and not there', () => {
  const source = find({ env: { TF_CLI_CONFIG_FILE: join(folder, 'none.tfrc') }, doesRegistryAnswer: () => true });

  expect(source).toMatchObject({ kind: 'registry' });
});

test.each([
  ['home/.terraform.d/plugins'],
  ['home/.local/share/terraform/plugins'],
  ['usr/terraform/plugins'],
  ['opt'],
  ['opt/mirror'],
  ['opt/vendor/mirror'],
])('finds a mirror in %s when the registry is silent', (place) => {
  putProvider(place);

  expect(find()).toMatchObject({ kind: 'mirror', path: join(folder, place) });
});

test('finds a mirror of packed providers', () => {
  put('opt/mirror/registry.terraform.io/hashicorp/aws/terraform-provider-aws_6.2.0_linux_amd64.zip');

  expect(find()).toMatchObject({ path: join(folder, 'opt/mirror') });
});

test.each([
  ['an older version', () => putProvider('opt/mirror', '5.82.0')],
  ['a newer major version', () => putProvider('opt/mirror', '7.0.0')],
  ['another machine', () => putProvider('opt/mirror', '5.100.0', 'darwin_arm64')],
  [
    'an empty folder',
    () => mkdirSync(join(folder, 'opt/mirror/registry.terraform.io/hashicorp/aws/5.100.0'), { recursive: true }),
  ],
  [
    'a zip for another machine',
    () => put('opt/mirror/registry.terraform.io/hashicorp/aws/terraform-provider-aws_5.100.0_darwin_arm64.zip'),
  ],
])('does not take %s', (_, prepare) => {
  prepare();

  expect(find).toThrow(/found neither/);
});

test('names every place that it looked at, and the remedy', () => {
  const env = { TF_CLI_CONFIG_FILE: '/nowhere/x.tfrc', XDG_DATA_DIRS: join(folder, 'usr') };

  const search = () => find({ env });

  for (const place of [
    'MILLRACE_PROVIDER_MIRROR (not set)',
    'TF_CLI_CONFIG_FILE (/nowhere/x.tfrc, no such file)',
    join(folder, 'home/.terraform.d/plugins'),
    join(folder, 'usr/terraform/plugins'),
    `${join(folder, 'opt')}/*/*`,
    'Set MILLRACE_PROVIDER_MIRROR to a folder that `terraform providers mirror` has filled.',
  ]) {
    expect(search).toThrow(place);
  }
});
