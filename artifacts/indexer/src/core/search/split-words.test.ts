import { expect, test } from '@jest/globals';
import { splitWords } from './split-words.ts';

test.each([
  ["Tess of the d'Urbervilles", ['Tess', 'of', 'the', 'd', 'Urbervilles']],
  ['Ántonia: 1984!', ['Ántonia', '1984']],
  ['e\u0301lan', ['e\u0301lan']],
  ['戦争と平和', ['戦争と平和']],
  ['?! —', []],
])('splits %j', (text, words) => {
  expect(splitWords(text)).toEqual(words);
});
