import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { flags, tools } from './flags.ts';
import { renderHelp } from './render-help.ts';

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');

test('lists every flag with its tools and its meaning, and no other', () => {
  const rows = Object.values(flags).map(
    ({ usage, tools: own, meaning }) => `| \`${usage}\` | ${own.join(', ')} | ${meaning} |`,
  );

  expect(readme.split('\n').filter((line) => line.startsWith('| `--'))).toEqual(rows);
});

test.each(tools)('says of %s what its help says', (tool) => {
  const [, meaning] = renderHelp(tool).split('\n');

  expect(readme).toContain(`| \`make ${tool}\` | ${meaning} |`);
});
