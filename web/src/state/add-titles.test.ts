import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { bookId, buildBook, buildFound, buildRental, buildResult, userId } from '../../test/shelf.ts';
import { rentalListing } from './listings.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage(`/users/${userId}`);
});
afterEach(() => expect(page.api.violations).toEqual([]));

test('rentals carry the titles of their books, where these are known', async () => {
  const gone = buildResult('Rental', buildRental({ bookId: '1750000000000zzzzzzzzzzzzzz' }));
  page.api.on('GET /users/{userId}/rentals', { body: buildFound([buildResult('Rental', buildRental()), gone]) });
  page.api.on('GET /search', { body: buildFound([buildResult('Book', buildBook())]) });

  page.watch(rentalListing.stateAtom);
  await page.world.advance(0);

  const { results } = Object(page.store.get(rentalListing.stateAtom)).page;
  expect(results.map(({ document }: { document: { title?: string } }) => document.title)).toEqual(['Faust', undefined]);
  expect(page.api.asked[1]).toBe(`GET /search?type=Book&ids=${bookId},1750000000000zzzzzzzzzzzzzz&limit=2`);
});

test('rentals are shown without titles when these cannot be had', async () => {
  page.api.on('GET /users/{userId}/rentals', { body: buildFound([buildResult('Rental', buildRental())]) });
  page.api.on('GET /search', refuse(500, 'internal'));

  page.watch(rentalListing.stateAtom);
  await page.world.advance(0);

  expect(page.store.get(rentalListing.stateAtom)).toMatchObject({ kind: 'found' });
});
