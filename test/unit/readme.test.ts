import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { entities } from '../../artifacts/indexer/src/entities/registry.ts';
import { curlLines } from '../../local/stack/curl-lines.ts';
import { variables } from '../../local/stack/settings.ts';
import { repositoryRoot } from '../support/contract.ts';

const readme = readFileSync(new URL('README.md', repositoryRoot), 'utf8');

// That these lines work is tested by running them: test/e2e/stack.test.ts.
test('shows the five curl lines that make up prints', () => {
  const lines = readme.split('\n').filter((line) => line.startsWith('curl -'));

  expect(lines).toEqual(curlLines('http://127.0.0.1:8080'));
  expect(lines).toHaveLength(5);
});

test.each(Object.entries(variables))('lists %s with its default and meaning', (name, { preset, meaning }) => {
  expect(readme).toContain(`| \`${name}\` | ${preset === '' ? '' : `\`${preset}\` `}| ${meaning} |`);
});

test('names every index that is made', () => {
  for (const { index } of entities) expect(readme).toContain(`\`${index}-v1\``);
});

test('fits on a screen or so', () => {
  expect(readme.split('\n').length).toBeLessThan(110);
});
