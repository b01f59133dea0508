import { expect, test } from '@jest/globals';
import { spellIsbn } from './spell-isbn.ts';

test.each([
  ['978-0-14-044926-6', '9780140449266'],
  ['crime 978 0 14 044926 6', 'crime 9780140449266'],
  ['0-8044-2957-X austen', '080442957X austen'],
])('spells %s in its plain form too', (text, plain) => {
  expect(spellIsbn(text)).toEqual([text, plain]);
});

test.each(['9780140449266', '1984', '1914-1918', '12345-67890-12345-67890', 'post-war'])(
  'leaves %s as it is',
  (text) => {
    expect(spellIsbn(text)).toEqual([text]);
  },
);
