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
  ['e\u0301te\u0301 \u0301', 'ete '],
  ['ΕΠΤΑ ΕΠΙ ΘΗΒΑΣ', 'επτα επι θηβασ'],
  ['Επτά επί Θήβας', 'επτα επι θηβασ'],
  ['Ёлка, чай, Їжак', 'елка, чаи, іжак'],
  ['е\u0308лка', 'елка'],
  ['İstanbul', 'istanbul'],
])('folds %s to %s', (value, folded) => {
  expect(foldValue(value)).toBe(folded);
});

test.each([
  ['a letter whose marks the index does not know', 'ἀρχή'.slice(0, 1)],
  ['letters of other writing systems', '戦争と平和'],
])('leaves %s alone, as the index does', (_, value) => {
  expect(foldValue(value)).toBe(value);
});
