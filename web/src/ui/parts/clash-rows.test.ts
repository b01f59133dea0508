import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../../test/shelf.ts';
import { listClashRows } from './clash-rows.ts';

test('names fields as the forms do, and shows values as the views do', () => {
  const user = { fields: [{ field: 'status', base: 'VERIFIED', mine: 'NOT_VERIFIED', theirs: 'SUSPENDED' }] };
  const author = { fields: [{ field: 'birthdate', base: '1749', mine: '-0099', theirs: '1749-08-28' }] };
  const book = {
    fields: [
      { field: 'isbn', base: '1', mine: undefined, theirs: '2', suggested: 'mine' as const },
      { field: 'tags', base: [], mine: ['Drama', 'Verse'], theirs: [] },
    ],
  };

  const rows = [
    ...listClashRows({ ...user, theirs: buildUser() }, {}),
    ...listClashRows({ ...author, theirs: buildAuthor() }, {}),
    ...listClashRows({ ...book, theirs: buildBook() }, {}),
  ];

  expect(rows.map(({ label, texts }) => [label, texts.mine, texts.theirs])).toEqual([
    ['Status', 'Not verified', 'Suspended'],
    ['Born', '100 BC', '28 August 1749'],
    ['ISBN', '(nothing)', '2'],
    ['Subjects', 'Drama\nVerse', '(nothing)'],
  ]);
  expect(rows[2]?.suggested).toBe('mine');
});

test('a price and its currency are one choice, also when only one of them differs', () => {
  const currency = { field: 'currency', base: 'EUR', mine: 'USD', theirs: 'EUR', suggested: 'mine' as const };
  const price = { field: 'price', base: '5', mine: '5', theirs: '9', suggested: 'theirs' as const };
  const theirs = buildBook({ price: '9', currency: 'EUR' });

  const [both] = listClashRows({ fields: [price, currency], theirs }, { price: '5', currency: 'USD' });
  const [one] = listClashRows({ fields: [currency], theirs }, { price: '9', currency: 'USD' });

  expect(both).toEqual({
    fields: ['price', 'currency'],
    label: 'Price',
    texts: { mine: '5 USD', theirs: '9 EUR' },
    suggested: undefined,
  });
  expect(one).toMatchObject({ fields: ['currency'], texts: { mine: '9 USD', theirs: '9 EUR' }, suggested: 'mine' });
});
