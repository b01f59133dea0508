import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { problemAdvice } from './problem-advice.ts';

const document = readFileSync(new URL('../../../docs/problems.md', import.meta.url), 'utf8');
const documented = [...document.matchAll(/^\| `\/problems\/([a-z-]+)` \| \d+ \| (.*?) \|/gm)];
const ofThePage = ['no-answer', 'answer-late'];
// Where the document speaks of headers, parameters or databases, the page has words of its own.
const ownWords = [
  'version-mismatch',
  'invalid-request',
  'unsupported-media-type',
  'item-too-large',
  'no-such-route',
  'forbidden',
  'conflict',
  'throttled',
  'unavailable',
];

test('every problem of docs/problems.md has an advice, and no other but those that the page has without an answer', () => {
  const names = documented.map(([, name]) => name);

  expect(names.length).toBeGreaterThan(20);
  expect(Object.keys(problemAdvice).sort()).toEqual([...names, ...ofThePage].sort());
});

test.each(
  documented.map(([, name = '', meaning = '']) => [name, meaning]).filter(([name = '']) => !ownWords.includes(name)),
)('%s means what docs/problems.md says', (name, meaning) => {
  const advice = Object.entries(problemAdvice).find(([other]) => other === name)?.[1];

  expect(meaning.startsWith(advice?.meaning.replace(/\.$/, '') ?? '?')).toBe(true);
});

test.each(Object.entries(problemAdvice))('%s reads without words of the API', (_name, { meaning, advice }) => {
  expect(`${meaning} ${advice}`).not.toMatch(/`|DynamoDB|OpenSearch|transaction|the table|parameter/);
});
