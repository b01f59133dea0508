import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { authorId, buildBook, buildFound, buildRental, buildResult, userId } from '../../test/shelf.ts';
import { bookListing } from './book-listing.ts';
import { authorBooksListing, loanListing, rentalListing } from './listings.ts';
import { navigateAtom } from './location.ts';
import { noteSeenAtom } from './revision.ts';

let page: OpenPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const faust = buildResult('Book', buildBook());

describe('of a search', () => {
  beforeEach(() => {
    page = openPage('/?next=shared&page=3');
  });

  test('a page that somebody sent has a way to the first one, and none to the one before', async () => {
    page.api.on('GET /search', { body: buildFound([faust], { next: 'four' }) });
    page.watch(bookListing.stateAtom);
    await page.world.advance(0);

    expect(page.store.get(bookListing.stateAtom)).toMatchObject({
      page: { number: 3, firstHref: '/', nextHref: '/?next=four&page=4' },
    });
    expect(Object(page.store.get(bookListing.stateAtom)).page).not.toHaveProperty('previousHref');
  });

  test('the page says what is partial, approximate or behind', async () => {
    page.api.on('GET /search', { body: buildFound([faust], { partial: true, approximate: true, consistent: false }) });
    page.watch(bookListing.stateAtom);
    await page.world.advance(0);

    expect(page.store.get(bookListing.stateAtom)).toMatchObject({
      page: { isPartial: true, isApproximate: true, isBehind: true },
    });
  });

  test('an answer that comes after the next question is dropped', async () => {
    page.api.on('GET /search', async ({ query }) => {
      const q = query.get('q') ?? 'none';
      await page.world.pause(q === 'slow' ? 1000 : 10, new AbortController().signal);
      return { body: buildFound([{ ...faust, id: q }]) };
    });
    page.store.set(navigateAtom, '/?q=slow');
    page.watch(bookListing.stateAtom);
    await page.world.advance(5);
    page.store.set(navigateAtom, '/?q=quick');
    await page.world.advance(5000);

    expect(page.store.get(bookListing.stateAtom)).toMatchObject({
      kind: 'found',
      page: { results: [{ id: 'quick' }] },
    });
  });

  test('nothing of one author is shown under the name of another, nor at the first look after another view', async () => {
    page.store.set(navigateAtom, `/authors/${authorId}`);
    page.api.on('GET /authors/{authorId}/books', { body: buildFound([faust]) });
    const leave = page.watch(authorBooksListing.stateAtom);
    await page.world.advance(0);

    page.store.set(navigateAtom, '/');
    leave();
    page.store.set(navigateAtom, `/authors/${userId}`);

    expect(page.store.get(authorBooksListing.stateAtom)).toEqual({ kind: 'loading' });
  });

  test('what is behind is asked for again, until it is not', async () => {
    page.store.set(noteSeenAtom, { known: ['books/a:1'], atMs: page.world.nowMs() });
    page.api.on('GET /search', { body: buildFound([faust], { consistent: false }) });
    page.watch(bookListing.stateAtom);
    await page.world.advance(4_999);
    const early = page.api.asked.length;
    page.api.on('GET /search', { body: buildFound([], { consistent: true }) });
    await page.world.advance(300_000);

    expect([early, page.api.asked.length]).toEqual([1, 2]);
    expect(page.store.get(bookListing.stateAtom)).toMatchObject({ kind: 'empty', page: { isBehind: false } });
  });

  test('what stays behind is asked for no longer than what was found is known for', async () => {
    page.store.set(noteSeenAtom, { known: ['books/a:1'], atMs: page.world.nowMs() });
    page.api.on('GET /search', ({ query }) => ({
      body: buildFound([faust], query.has('after') ? { consistent: false } : {}),
    }));
    page.watch(bookListing.stateAtom);
    await page.world.advance(300_000);

    expect(page.api.asked.length).toBe(13);
  });

  test('the way back that one visitor has is not that of the next', async () => {
    const turn = async () => {
      page.api.on('GET /search', ({ query }) => ({
        body: buildFound([faust], query.has('next') ? {} : { next: 'two' }),
      }));
      page.watch(bookListing.stateAtom);
      await page.world.advance(0);
    };
    page = openPage('/');
    await turn();
    page = openPage('/?next=two&page=2');
    await turn();

    expect(Object(page.store.get(bookListing.stateAtom)).page).not.toHaveProperty('previousHref');
  });
});

test('only the one of two listings whose page is turned is asked for, and each keeps the page of the other', async () => {
  page = openPage(`/users/${userId}?loans-next=l2&loans-page=2`);
  page.api.on('GET /search', { body: buildFound([faust]) });
  page.api.on('GET /users/{userId}/books', { body: buildFound([faust], { next: 'l3' }) });
  page.api.on('GET /users/{userId}/rentals', {
    body: buildFound([buildResult('Rental', buildRental())], { next: 'r2' }),
  });
  page.watch(loanListing.stateAtom);
  page.watch(rentalListing.stateAtom);
  await page.world.advance(0);
  const toSecond = Object(page.store.get(rentalListing.stateAtom)).page.nextHref;
  page.api.asked.length = 0;

  page.store.set(navigateAtom, toSecond);
  await page.world.advance(0);

  const loans = 'loans-next=l3&loans-page=3&next=r2&page=2';
  expect(toSecond).toBe(`/users/${userId}?next=r2&page=2&loans-next=l2&loans-page=2`);
  expect(page.api.asked.filter((line) => line.includes('/books'))).toEqual([]);
  expect(Object(page.store.get(loanListing.stateAtom)).page.nextHref).toBe(`/users/${userId}?${loans}`);
});
