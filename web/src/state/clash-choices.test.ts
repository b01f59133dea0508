import { expect, test } from '@jest/globals';
import { listClashChoices, spreadChoices } from './clash-choices.ts';
import type { ClashField } from './command.ts';

const title: ClashField = { field: 'title', base: 'F', mine: 'Faust', theirs: 'F II' };
const isbn: ClashField = { field: 'isbn', base: '1', mine: '2', theirs: '1', suggested: 'mine' };
const price: ClashField = { field: 'price', base: '5', mine: '5', theirs: '9', suggested: 'theirs' };
const currency: ClashField = { field: 'currency', base: 'EUR', mine: 'USD', theirs: 'EUR', suggested: 'mine' };

test('each field is a choice of its own, with the side that changed it as what is suggested', () => {
  expect(listClashChoices({ fields: [title, isbn] })).toEqual([
    { fields: [title], suggested: undefined },
    { fields: [isbn], suggested: 'mine' },
  ]);
});

test('a price and its currency are one choice, and nothing is suggested when each side changed one of them', () => {
  const agreed: ClashField = { ...currency, suggested: 'theirs' };

  expect(listClashChoices({ fields: [price, isbn, currency] })).toEqual([
    { fields: [price, currency], suggested: undefined },
    { fields: [isbn], suggested: 'mine' },
  ]);
  expect(listClashChoices({ fields: [price, agreed] })).toEqual([{ fields: [price, agreed], suggested: 'theirs' }]);
  expect(listClashChoices({ fields: [currency] })).toEqual([{ fields: [currency], suggested: 'mine' }]);
});

test('what was chosen for a price holds for its currency', () => {
  const fields = [title, price, currency];

  const choices = spreadChoices({ fields }, (field) => (field === 'price' ? 'mine' : 'theirs'));

  expect(choices).toEqual({ title: 'theirs', price: 'mine', currency: 'mine' });
});
