import { expect, test } from '@jest/globals';
import { foldValue } from './fold-value.ts';

test.each([
  ['Science Fiction', 'science fiction'],
  ['Éduçation', 'education'],
  ['Straße', 'strasse'],
  ['Æsop', 'aesop'],
  ['Łódź', 'lodz'],
  ['Việt Nam', 'viet nam'],
  ['l’été', "l'ete"],
])('folds %s to %s', (value, folded) => {
  expect(foldValue(value)).toBe(folded);
});

test.each([
  ['a mark that stands by itself', 'e\u0301te'],
  ['letters that are not Latin', 'русский ёж'],
])('leaves %s alone, as the index does', (_, value) => {
  expect(foldValue(value)).toBe(value);
});
