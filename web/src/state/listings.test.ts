import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answerAll, book } from '../../test/every-command.ts';
import { type FakeAnswer, refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import {
  authorId,
  bookId,
  buildAuthor,
  buildBook,
  buildFound,
  buildRental,
  buildResult,
  buildUser,
  userId,
} from '../../test/shelf.ts';
import { bookListing } from './book-listing.ts';
import { sendCommandAtom } from './commands.ts';
import type { Listing } from './listing.ts';
import {
  authorBooksListing,
  authorListing,
  loanListing,
  missingListing,
  rentalListing,
  userListing,
} from './listings.ts';
import { navigateAtom } from './location.ts';

let page: OpenPage;
afterEach(() => expect(page.api.violations).toEqual([]));

const faust = buildResult('Book', buildBook());
const { email: _, ...indexedUser } = buildUser();

interface Case {
  readonly name: string;
  readonly listing: Listing<unknown>;
  readonly href: string;
  readonly operation: string;
  readonly asks: string;
  readonly result: ReturnType<typeof buildResult>;
  /** In front of `next` and `page` in the address. */
  readonly prefix: string;
}

const everyListing: readonly Case[] = [
  {
    name: 'search',
    listing: bookListing,
    href: '/?q=faust&status=AVAILABLE&status=MISSING&tag=a%2Cb&tag=c&priceFrom=5&sort=-price',
    operation: 'GET /search',
    asks: 'GET /search?q=faust&tag=a,b&tag=c&priceFrom=5&sort=-price&status=AVAILABLE,MISSING&facets=status,category,tags,language&highlight=true&limit=25',
    result: faust,
    prefix: '',
  },
  {
    name: 'missing books',
    listing: missingListing,
    href: '/missing',
    operation: 'GET /books',
    asks: 'GET /books?status=MISSING&sort=-updatedAt&limit=25',
    result: faust,
    prefix: '',
  },
  {
    name: 'authors',
    listing: authorListing,
    href: '/authors?q=goethe&sort=name',
    operation: 'GET /authors',
    asks: 'GET /authors?q=goethe&sort=name&highlight=true&limit=25',
    result: buildResult('Author', buildAuthor()),
    prefix: '',
  },
  {
    name: 'an author’s books',
    listing: authorBooksListing,
    href: `/authors/${authorId}?sort=title`,
    operation: 'GET /authors/{authorId}/books',
    asks: `GET /authors/${authorId}/books?sort=title&limit=25`,
    result: faust,
    prefix: '',
  },
  {
    name: 'users',
    listing: userListing,
    href: '/users?status=SUSPENDED',
    operation: 'GET /users',
    asks: 'GET /users?sort=name&status=SUSPENDED&highlight=true&limit=25',
    result: buildResult('User', indexedUser),
    prefix: '',
  },
  {
    name: 'a user’s loans',
    listing: loanListing,
    href: `/users/${userId}`,
    operation: 'GET /users/{userId}/books',
    asks: `GET /users/${userId}/books?status=borrowed&limit=25`,
    result: faust,
    prefix: 'loans-',
  },
  {
    name: 'a user’s rentals',
    listing: rentalListing,
    href: `/users/${userId}`,
    operation: 'GET /users/{userId}/rentals',
    asks: `GET /users/${userId}/rentals?limit=25`,
    result: buildResult('Rental', buildRental()),
    prefix: '',
  },
];

describe.each(everyListing)('$name', ({ listing, href, operation, asks, result, prefix }) => {
  beforeEach(() => {
    page = openPage(href);
    page.api.on('GET /search', { body: buildFound([faust]) });
  });
  const state = () => page.store.get(listing.stateAtom);
  const shown = () => {
    const { page: current, shown: former } = Object(state());
    return (current ?? former)?.results.map(({ id }: { id: string }) => id);
  };
  const beside = (parameters: string) => `${href}${href.includes('?') ? '&' : '?'}${parameters}`;

  test('is loading, then found', async () => {
    page.api.on(operation, { body: buildFound([result], { total: 31 }) });

    page.watch(listing.stateAtom);
    const loading = state();
    await page.world.advance(0);

    expect(loading).toEqual({ kind: 'loading' });
    expect(page.api.asked[0]).toBe(asks);
    expect(state()).toMatchObject({ kind: 'found', page: { total: 31, number: 1, isPartial: false } });
    expect(shown()).toEqual([result.id]);
  });

  test('is empty when nothing is found', async () => {
    page.api.on(operation, { body: buildFound([], { didYouMean: 'faust' }) });

    page.watch(listing.stateAtom);
    await page.world.advance(0);

    expect(state()).toMatchObject({ kind: 'empty', page: { total: 0, didYouMean: 'faust' } });
  });

  test('is failed, and found after one tries again', async () => {
    page.api.on(operation, () => Promise.reject(new TypeError('fetch failed')));
    page.watch(listing.stateAtom);
    await page.world.advance(60_000);
    const failed = state();

    page.api.on(operation, { body: buildFound([result]) });
    page.store.set(listing.retryAtom);
    const again = state();
    await page.world.advance(0);

    expect(failed).toEqual({ kind: 'failed', problem: expect.objectContaining({ name: 'no-answer' }) });
    expect(again).toEqual({ kind: 'loading' });
    expect(shown()).toEqual([result.id]);
  });

  test('tries again by itself when the API says when, and not before', async () => {
    page.api.on(operation, refuse(503, 'unavailable', { 'Retry-After': '5' }));
    page.watch(listing.stateAtom);
    await page.world.advance(4999);
    const failed = state();
    page.api.on(operation, { body: buildFound([result]) });

    const asked = page.api.asked.length;
    await page.world.advance(1);

    expect(failed).toMatchObject({ kind: 'failed', problem: { name: 'unavailable' }, retryAtMs: page.world.nowMs() });
    expect(asked).toBe(1);
    expect(state()).toMatchObject({ kind: 'found' });
  });

  test('tries again by itself while it is down, also when nobody says when', async () => {
    page.api.on(operation, refuse(503, 'unavailable'));
    page.watch(listing.stateAtom);
    await page.world.advance(4999);
    const failed = state();
    page.api.on(operation, { body: buildFound([result]) });
    await page.world.advance(1);

    expect(failed).toMatchObject({ kind: 'failed', retryAtMs: page.world.nowMs() });
    expect(state()).toMatchObject({ kind: 'found' });
  });

  test('is asked for again when the tab can be seen again', async () => {
    page.api.on(operation, { body: buildFound([result]) });
    page.watch(listing.stateAtom);
    await page.world.advance(0);
    page.api.asked.length = 0;

    document.dispatchEvent(new Event('visibilitychange'));
    await page.world.advance(0);

    expect(page.api.asked[0]).toBe(asks);
    expect(state()).toMatchObject({ kind: 'found' });
  });

  test('keeps a page on screen while the next one loads, and knows the way there and back', async () => {
    const answers: Readonly<Record<string, FakeAnswer>> = {
      '': { body: buildFound([result], { total: 26, next: 'two' }) },
      two: { body: buildFound([{ ...result, id: 'last' }], { total: 26 }) },
    };
    page.api.on(operation, ({ query }) => answers[query.get('next') ?? ''] ?? {});
    page.watch(listing.stateAtom);
    await page.world.advance(0);
    const first = Object(state()).page;

    page.store.set(navigateAtom, first.nextHref);
    const between = [state().kind, shown()];
    await page.world.advance(0);

    expect(first.nextHref).toBe(beside(`${prefix}next=two&${prefix}page=2`));
    expect([first.previousHref, first.firstHref]).toEqual([undefined, undefined]);
    expect(between).toEqual(['loading', [result.id]]);
    expect(state()).toMatchObject({ page: { number: 2, previousHref: href, firstHref: href } });
    expect(Object(state()).page).not.toHaveProperty('nextHref');
    expect(shown()).toEqual(['last']);
  });

  test('asks for nothing in another view', async () => {
    page.store.set(navigateAtom, '/books/new');

    page.watch(listing.stateAtom);
    await page.world.advance(1000);

    expect(page.api.asked).toEqual([]);
  });

  test('is said to be fetched again when somebody comes back to it', async () => {
    page.api.on(operation, { body: buildFound([result]) });
    const leave = page.watch(listing.stateAtom);
    await page.world.advance(0);
    leave();

    page.watch(listing.stateAtom);
    const between = [state().kind, shown()];
    await page.world.advance(0);

    expect(between).toEqual(['loading', [result.id]]);
    expect(state()).toMatchObject({ kind: 'found' });
  });

  test('updates itself, without a flicker, once a search finds what was written', async () => {
    answerAll(page, () => true);
    page.api.on('GET /search', { body: buildFound([faust], { consistent: true }) });
    page.api.on(operation, { body: buildFound([result], { consistent: true }) });
    page.watch(listing.stateAtom);
    await page.world.advance(0);
    const kinds: string[] = [];
    page.store.sub(listing.stateAtom, () => kinds.push(state().kind));

    page.api.asked.length = 0;
    page.store.set(sendCommandAtom, { name: 'ReportFound', book });
    await page.world.advance(0);

    const refreshed = page.api.asked.filter((line) => line.startsWith(asks));
    expect(refreshed.at(-1)).toBe(`${asks}&after=books/${bookId}:${book.version}&wait=2`);
    expect(new Set(kinds)).toEqual(new Set(['found']));
  });
});
