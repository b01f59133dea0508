import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { bookId, buildBook, buildFound, buildRental, buildResult, userId } from '../../test/shelf.ts';
import type { Rental } from '../api/schemas.ts';
import { rentalListing } from './listings.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage(`/users/${userId}`);
});
afterEach(() => expect(page.api.violations).toEqual([]));

/** As the page shows them, by what each shows: a title, or what is known instead. */
async function show(rentals: readonly Rental[]): Promise<readonly unknown[]> {
  page.api.on('GET /users/{userId}/rentals', {
    body: buildFound(rentals.map((rental) => buildResult('Rental', rental))),
  });
  page.watch(rentalListing.stateAtom);
  await page.world.advance(0);
  const state = page.store.get(rentalListing.stateAtom);
  if (state.kind !== 'found') return [state];
  return state.page.results.map(({ document: { title, isBookGone } }) => title ?? { isBookGone });
}

const gone = buildRental({ bookId: '1750000000000zzzzzzzzzzzzzz', status: 'RETURNED' });

test('rentals carry the titles of their books, and of one that no search finds it is known that it is gone', async () => {
  page.api.on('GET /search', { body: buildFound([buildResult('Book', buildBook())]) });

  expect(await show([buildRental(), gone])).toEqual(['Faust', { isBookGone: true }]);
  expect(page.api.asked[1]).toBe(`GET /search?type=Book&ids=${bookId},1750000000000zzzzzzzzzzzzzz&limit=2`);
});

test.each([
  ['the search is refused', gone, refuse(429, 'throttled'), undefined],
  ['the search ran out of time', gone, { body: buildFound([], { partial: true }) }, false],
  ['the book is lent, so it must be there', buildRental(), { body: buildFound([]) }, false],
])('no book is said to be gone where %s', async (_title, rental, answer, isBookGone) => {
  page.api.on('GET /search', answer);

  expect(await show([rental])).toEqual([{ isBookGone }]);
});
