import { expect, test } from '@jest/globals';
import { findCycles } from './find-cycles.ts';

const edges = (text: string) =>
  new Map(text.split(' ').map((edge): [string, string[]] => [edge[0] ?? '', [...edge.slice(1)]]));

test('finds no way back where two go to the same', () => expect(findCycles(edges('abc bd cd d'))).toEqual([]));

test('finds the unit that waits for itself', () => expect(findCycles(edges('aa'))).toEqual(['a → a']));

test('finds a way back over others, and says which way', () => {
  expect(findCycles(edges('ab bc cd db'))).toEqual(['b → c → d → b']);
});
