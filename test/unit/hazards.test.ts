import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/hazards.md', root), 'utf8');
const rows = [...page.matchAll(/^\| (\d+) \| .* \| `([^`]+)`: ([^|]+) \|$/gm)].map(
  ([, number, path = '', title = '']) => ({ number: Number(number), path, title: title.trim() }),
);

test('names a test for each hazard', () => {
  const numbered = page.split('\n').filter((line) => /^\| \d/.test(line));

  expect(rows.map(({ number }) => number)).toEqual(numbered.map((_, i) => i + 1));
});

test.each(rows)('has the test of hazard $number: $title', ({ path, title }) => {
  const file = new URL(path, root);

  expect([path, existsSync(file)]).toEqual([path, true]);
  expect(readFileSync(file, 'utf8')).toContain(`'${title}'`);
});
