import { expect, test } from '@jest/globals';
import { chooseSpelling, isAtLeast, parseVersion } from './terragrunt-version.ts';

test.each([
  ['terragrunt version v0.55.0', [0, 55, 0]],
  ['terragrunt version 1.1.3', [1, 1, 3]],
  ['Terraform v1.11.4\non linux_amd64\n', [1, 11, 4]],
  ['nothing of the kind', undefined],
])('reads the version of %j', (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

test.each([
  [[1, 10, 0], [1, 10, 0], true],
  [[1, 9, 8], [1, 10, 0], false],
  [[2, 0, 0], [1, 10, 5], true],
  [[1, 10, 1], [1, 10, 2], false],
] as const)('tells that %j is at least %j: %j', (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

test.each([
  [[0, 55, 0], 'run-all plan -x'],
  [[0, 77, 22], 'run-all plan -x'],
  [[0, 78, 0], 'run --all plan -x'],
  [[1, 1, 0], 'run --all plan -x'],
] as const)('speaks to %j as it wants it', (version, words) => {
  expect(chooseSpelling(version).all('plan', ['-x']).join(' ')).toBe(words);
});

test.each([[[0, 54, 9]], [[2, 0, 0]]] as const)('refuses %j by its name', (version) => {
  expect(() => chooseSpelling(version)).toThrow(`got ${version.join('.')}.`);
});
