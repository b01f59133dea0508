import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildBook, buildFound } from '../../test/shelf.ts';
import { apiKeyAtom, giveKeyAtom, isKeyWantedAtom } from './api-key.ts';
import { bookListing } from './book-listing.ts';
import { sendCommandAtom } from './commands.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage('/');
  page.api.on('GET /search', ({ headers }) =>
    headers.get('x-api-key') === 'right' ? { body: buildFound([]) } : refuse(403, 'forbidden'),
  );
});
afterEach(() => expect(page.api.violations).toEqual([]));

test('a key is wanted once a request was refused for want of one, and what is on screen comes with the right one', async () => {
  page.watch(bookListing.stateAtom);
  const before = page.store.get(isKeyWantedAtom);
  await page.world.advance(0);
  const refused = page.store.get(isKeyWantedAtom);

  page.store.set(giveKeyAtom, ' right\n');
  await page.world.advance(0);

  expect([before, refused, page.store.get(isKeyWantedAtom)]).toEqual([false, true, false]);
  expect(page.store.get(bookListing.stateAtom)).toMatchObject({ kind: 'empty' });
});

test('a wrong key is asked for again', async () => {
  page.watch(bookListing.stateAtom);
  await page.world.advance(0);

  page.store.set(giveKeyAtom, 'wrong');
  await page.world.advance(0);

  expect(page.store.get(isKeyWantedAtom)).toBe(true);
});

test('the key stays for this tab, also when the page is loaded again', () => {
  page.store.set(giveKeyAtom, 'right');

  expect(openPage('/', { isLoadedAgain: true }).store.get(apiKeyAtom)).toBe('right');
  expect(Object.values({ ...window.localStorage })).toEqual([]);
});

test('an answer to what was asked before the key was given asks for no other key', async () => {
  page.api.on('POST /books/{bookId}/found', async () => {
    await page.world.pause(1000, new AbortController().signal);
    return refuse(403, 'forbidden');
  });
  page.store.set(sendCommandAtom, { name: 'ReportFound', book: buildBook() });
  await page.world.advance(500);

  page.store.set(giveKeyAtom, 'right');
  await page.world.advance(500);

  expect(page.store.get(isKeyWantedAtom)).toBe(false);
});
