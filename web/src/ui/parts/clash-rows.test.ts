import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook, buildUser } from '../../../test/shelf.ts';
import type { ClashField } from '../../state/command.ts';
import { listClashRows } from './clash-rows.ts';

test('names fields as the forms do, and shows values as the views do', () => {
  const user: readonly ClashField[] = [
    { field: 'status', base: 'VERIFIED', mine: 'NOT_VERIFIED', theirs: 'SUSPENDED' },
  ];
  const author: readonly ClashField[] = [{ field: 'birthdate', base: '1749', mine: '-0099', theirs: '1749-08-28' }];
  const book: readonly ClashField[] = [
    { field: 'isbn', base: '1', mine: undefined, theirs: '2', suggested: 'mine' },
    { field: 'tags', base: [], mine: ['Drama', 'Verse'], theirs: [] },
  ];

  const rows = [
    ...listClashRows({ fields: user, theirs: buildUser() }, {}),
    ...listClashRows({ fields: author, theirs: buildAuthor() }, {}),
    ...listClashRows({ fields: book, theirs: buildBook() }, {}),
  ];

  expect(rows.map(({ label, texts }) => [label, texts.mine, texts.theirs])).toEqual([
    ['Status', 'Not verified', 'Suspended'],
    ['Born', '100 BC', '28 August 1749'],
    ['ISBN', '(nothing)', '2'],
    ['Subjects', 'Drama\nVerse', '(nothing)'],
  ]);
  expect(rows[2]?.suggested).toBe('mine');
});

test('a price is shown with its currency, also when only one of them differs', () => {
  const currency: ClashField = { field: 'currency', base: 'EUR', mine: 'USD', theirs: 'EUR', suggested: 'mine' };
  const theirs = buildBook({ price: '9', currency: 'EUR' });

  const rows = listClashRows({ fields: [currency], theirs }, { price: '9', currency: 'USD' });

  const texts = { mine: expect.stringMatching(/^9(\.00)? USD$/), theirs: expect.stringMatching(/^9(\.00)? EUR$/) };
  expect(rows).toEqual([{ field: 'currency', label: 'Price', texts, suggested: 'mine' }]);
});
