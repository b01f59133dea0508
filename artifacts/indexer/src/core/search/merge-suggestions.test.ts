import { expect, test } from '@jest/globals';
import { mergeSuggestions } from './merge-suggestions.ts';

const listOf = (type: string, ...texts: readonly string[]) => texts.map((text) => ({ type, id: text, text }));
const merge = (text: string, limit: number, ...lists: Parameters<typeof mergeSuggestions>[0]) =>
  mergeSuggestions(lists, { text, limit }).map((suggestion) => suggestion.text);

test('takes turns, so that one kind does not crowd out the other', () => {
  expect(merge('a', 4, listOf('Book', 'a1', 'a2', 'a3', 'a4'), listOf('Author', 'A5', 'A6'))).toEqual([
    'a1',
    'A5',
    'a2',
    'A6',
  ]);
});

test('puts what begins with the text before what only contains it', () => {
  expect(merge('zoë', 9, listOf('Book', 'On Zoe', 'Zoe'), listOf('Author', 'Rae, Zoe', 'ZOË, Ann'))).toEqual([
    'Zoe',
    'ZOË, Ann',
    'On Zoe',
    'Rae, Zoe',
  ]);
});

test('is empty without anything to suggest', () => {
  expect(merge('a', 8)).toEqual([]);
  expect(merge('a', 8, [], [])).toEqual([]);
});
