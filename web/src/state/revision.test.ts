import { expect, test } from '@jest/globals';
import { createStore } from 'jotai/vanilla';
import { noteSeenAtom, recentlySeenAtom, revisionAtom } from './revision.ts';

test('what was found lately is asked for again for a minute, the newest first, and never more than the API takes', () => {
  const store = createStore();
  store.set(noteSeenAtom, { known: ['books/old:1'], atMs: 0 });
  for (let index = 1; index <= 6; index += 1) {
    store.set(noteSeenAtom, { known: [`books/b${index}:1`, `users/u${index}:1`], atMs: 59_000 + index });
  }
  const all = store.get(recentlySeenAtom)(59_999);
  store.set(noteSeenAtom, { known: ['books/new:1'], atMs: 119_003 });

  expect(all).toHaveLength(10);
  expect(all.slice(0, 2)).toEqual(['books/b6:1', 'users/u6:1']);
  expect(store.get(recentlySeenAtom)(119_003)).toEqual([
    ...['books/new:1', 'books/b6:1', 'users/u6:1', 'books/b5:1', 'users/u5:1', 'books/b4:1', 'users/u4:1'],
  ]);
});

test('what was found is not asked for again after a minute, though nothing was found since', () => {
  const store = createStore();

  store.set(noteSeenAtom, { known: ['books/a:1'], atMs: 0 });
  const during = store.get(recentlySeenAtom)(59_999);

  expect(during).toEqual(['books/a:1']);
  expect(store.get(recentlySeenAtom)(60_000)).toEqual([]);
});

test('each finding makes what is on screen out of date', () => {
  const store = createStore();

  store.set(noteSeenAtom, { known: [], atMs: 0 });

  expect(store.get(revisionAtom)).toBe(1);
});
