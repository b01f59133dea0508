import { beforeEach, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { bookId } from '../../test/shelf.ts';
import { changeParametersAtom, hrefAtom, navigateAtom, routeAtom } from './location.ts';
import { parseRoute, toHref } from './routes.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage('/?q=faust&status=AVAILABLE&next=t&page=2&loans-next=u#part');
  page.watch(routeAtom);
  page.watch(hrefAtom);
});

const here = () => window.location.pathname + window.location.search + window.location.hash;

async function goBack(): Promise<void> {
  const arrived = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
  window.history.back();
  await arrived;
}

test.each([
  ['/', { view: 'search' }],
  ['/books/new', { view: 'add-book' }],
  [`/books/${bookId}`, { view: 'book', id: bookId }],
  [`/books/${bookId}/`, { view: 'book', id: bookId }],
  ['/authors', { view: 'authors' }],
  [`/authors/${bookId}`, { view: 'author', id: bookId }],
  ['/users', { view: 'users' }],
  [`/users/${bookId}`, { view: 'user', id: bookId }],
  ['/missing', { view: 'missing' }],
  ['/books', { view: 'unknown' }],
  ['/books/..', { view: 'unknown' }],
  [`/missing/${bookId}`, { view: 'unknown' }],
  [`/books/${bookId}/borrow`, { view: 'unknown' }],
] as const)('%s shows %j', (path, route) => {
  expect(parseRoute(path)).toEqual(route);
});

test.each(['search', 'add-book', 'authors', 'users', 'missing'] as const)('a link to %s leads there', (view) => {
  expect(parseRoute(toHref({ view }))).toEqual({ view });
});

test('a link carries its parameters, however they are spelt, and leaves out empty ones', () => {
  const href = toHref({ view: 'search' }, { q: 'a&b=c #?', tag: ['x,y', 'ß'], sort: '', next: undefined });

  expect(new URL(href, 'http://page.test').searchParams.getAll('tag')).toEqual(['x,y', 'ß']);
  expect(new URL(href, 'http://page.test').searchParams.get('q')).toBe('a&b=c #?');
  expect(href).not.toMatch(/sort|next/);
});

test('a step is an entry of the history: the back button leads to where one was', async () => {
  page.store.set(navigateAtom, toHref({ view: 'book', id: bookId }));
  const there = [page.store.get(routeAtom), here()];
  await goBack();

  expect(there).toEqual([{ view: 'book', id: bookId }, `/books/${bookId}`]);
  expect(page.store.get(routeAtom)).toEqual({ view: 'search' });
  expect(page.store.get(hrefAtom)).toBe('/?q=faust&status=AVAILABLE&next=t&page=2&loans-next=u');
});

test('a step to where one is, or one that replaces, is no entry of the history', () => {
  const { length } = window.history;

  page.store.set(navigateAtom, page.store.get(hrefAtom));
  page.store.set(navigateAtom, '/authors', { replace: true });

  expect(window.history.length).toBe(length);
  expect(here()).toBe('/authors');
});

test('a changed parameter begins at the first page and keeps the others', () => {
  page.store.set(changeParametersAtom, { status: ['MISSING', 'AVAILABLE'], q: '' });

  expect(here()).toBe('/?status=MISSING&status=AVAILABLE');
});
