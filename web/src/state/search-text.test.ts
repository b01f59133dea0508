import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { changeBookQueryAtom } from './book-query.ts';
import { toggleFacetValueAtom } from './facets.ts';
import { hrefAtom, navigateAtom } from './location.ts';
import { searchTextAtom, submitTextAtom, typeTextAtom } from './search-text.ts';
import { suggestionsAtom } from './suggestions.ts';

let page: OpenPage;
let leave: () => void;
beforeEach(() => {
  page = openPage('/?status=AVAILABLE');
  leave = page.watch(searchTextAtom);
  page.watch(hrefAtom);
});
afterEach(() => expect(page.api.violations).toEqual([]));

const query = () => window.location.search;

async function travel(way: 'back' | 'forward'): Promise<void> {
  const arrived = new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
  window.history[way]();
  await arrived;
}

async function type(text: string, pauseMs: number): Promise<void> {
  page.store.set(typeTextAtom, text);
  await page.world.advance(pauseMs);
}

test('the address follows what is typed when the typing pauses, and keeps the filters', async () => {
  await type('fau', 249);
  const before = query();
  await type('faust', 250);

  expect(before).toBe('?status=AVAILABLE');
  expect(query()).toBe('?status=AVAILABLE&q=faust');
  expect(page.store.get(searchTextAtom)).toBe('faust');
});

test('a spell of typing is one entry of the history, however often it pauses', async () => {
  const { length } = window.history;

  for (const text of ['f', 'fa', 'fau']) await type(text, 250);

  expect(window.history.length).toBe(length + 1);
  expect(query()).toBe('?status=AVAILABLE&q=fau');
});

test('a spell ends with a rest of two seconds, so that Back leads to what was looked at', async () => {
  const { length } = window.history;

  await type('faust', 2000);
  await type('goethe', 250);

  expect(window.history.length).toBe(length + 2);
  expect(query()).toBe('?status=AVAILABLE&q=goethe');
});

test('a filter takes along what was typed just before', async () => {
  await type('faust', 100);
  page.store.set(toggleFacetValueAtom, { facet: 'category', value: 'plays' });
  await page.world.advance(1000);

  expect(query()).toBe('?status=AVAILABLE&q=faust&category=plays');
  expect(page.store.get(searchTextAtom)).toBe('faust');
});

test('what is looked for instead takes the place of what was typed', async () => {
  await type('fuast', 100);
  page.store.set(changeBookQueryAtom, { q: 'faust' });
  await page.world.advance(1000);

  expect(query()).toBe('?status=AVAILABLE&q=faust');
});

test('what is typed after the key Enter is an entry of its own', async () => {
  const { length } = window.history;

  await type('faust', 0);
  page.store.set(submitTextAtom);
  const submitted = query();
  await type('fausto', 250);

  expect(submitted).toBe('?status=AVAILABLE&q=faust');
  expect(window.history.length).toBe(length + 2);
});

test('what stands in the box is kept while it differs from the address by spaces only', async () => {
  await type('faust ', 250);

  expect(page.store.get(searchTextAtom)).toBe('faust ');
  expect(query()).toBe('?status=AVAILABLE&q=faust');
});

test('who goes elsewhere leaves behind what was typed, and does not find it on the way back', async () => {
  await type('faust', 100);
  page.store.set(navigateAtom, '/authors?q=goethe');
  await page.world.advance(1000);
  const there = [page.store.get(searchTextAtom), query()];
  await travel('back');
  await page.world.advance(1000);

  expect(there).toEqual(['goethe', '?q=goethe']);
  expect([page.store.get(searchTextAtom), query()]).toEqual(['', '?status=AVAILABLE']);
});

test('what was typed where nobody looks any more does not change the address later', async () => {
  leave();
  page = openPage('/');
  const look = () => page.watch(searchTextAtom);
  const away = look();
  await type('faust', 100);
  page.store.set(navigateAtom, '/books/new');
  away();
  await page.world.advance(60_000);
  const { length } = window.history;
  await travel('back');
  look();
  await page.world.advance(1000);

  expect([page.store.get(searchTextAtom), page.store.get(hrefAtom), window.history.length]).toEqual(['', '/', length]);
});

test('what was typed just before Back is not there again after Forward', async () => {
  page.store.set(navigateAtom, '/?q=a');
  await type('ax', 0);
  await travel('back');
  await page.world.advance(1000);
  await travel('forward');
  await page.world.advance(5000);

  expect([page.store.get(searchTextAtom), query()]).toEqual(['a', '?q=a']);
});

test('suggestions come when the typing pauses, with the view that they lead to', async () => {
  page.watch(suggestionsAtom);
  const id = '1750000000000aaaaaaaaaaaaaa';
  page.api.on('GET /suggest', {
    body: {
      partial: false,
      suggestions: [
        { type: 'Book', id, text: 'Faust' },
        { type: 'Author', id, text: 'Faustus' },
      ],
    },
  });

  await type('f', 50);
  await type('fa', 119);
  const early = page.api.asked.length;
  await page.world.advance(1);

  expect(early).toBe(0);
  expect(page.api.asked).toEqual(['GET /suggest?q=fa']);
  expect(page.store.get(suggestionsAtom)).toEqual([
    { type: 'Book', id, text: 'Faust', href: `/books/${id}` },
    { type: 'Author', id, text: 'Faustus', href: `/authors/${id}` },
  ]);
});

test('suggestions for what is no longer typed are dropped, though they come last', async () => {
  page.watch(suggestionsAtom);
  const waitsMs: Readonly<Record<string, number>> = { f: 500, fa: 10 };
  page.api.on('GET /suggest', async ({ query }) => {
    const text = query.get('q') ?? '';
    await page.world.pause(waitsMs[text] ?? 0, new AbortController().signal);
    return { body: { partial: false, suggestions: [{ type: 'Book', id: '1750000000000aaaaaaaaaaaaaa', text }] } };
  });

  await type('f', 120);
  await type('fa', 2000);

  expect(page.store.get(suggestionsAtom).map(({ text }) => text)).toEqual(['fa']);
});

test('there are no suggestions for an empty box, nor after a failure', async () => {
  page.watch(suggestionsAtom);
  page.api.on('GET /suggest', {
    body: { partial: false, suggestions: [{ type: 'Book', id: '1750000000000aaaaaaaaaaaaaa', text: 'F' }] },
  });
  await type('f', 120);
  const some = page.store.get(suggestionsAtom).length;

  page.store.set(typeTextAtom, ' ');
  const blank = page.store.get(suggestionsAtom);
  await type('f', 120);
  page.api.on('GET /suggest', () => Promise.reject(new TypeError('fetch failed')));
  await type('fa', 1000);

  expect([some, blank, page.store.get(suggestionsAtom)]).toEqual([1, [], []]);
});
