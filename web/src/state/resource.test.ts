import { beforeEach, expect, test } from '@jest/globals';
import { atom } from 'jotai/vanilla';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { createResource, type Resource } from './resource.ts';
import { noteChangeAtom } from './revision.ts';

const isWantedAtom = atom(true);

let page: OpenPage;
let counted: Resource<number>;
let leave: () => void;

beforeEach(async () => {
  let loads = 0;
  page = openPage();
  counted = createResource({
    wantedAtom: atom((get) => (get(isWantedAtom) ? { subject: 'one' } : undefined)),
    load: async () => {
      loads += 1;
      return { isOk: true, data: loads };
    },
  });
  leave = page.watch(counted.stateAtom);
  await page.world.advance(0);
});

const absences: readonly (readonly [string, () => void])[] = [
  ['it was left', () => leave()],
  [
    'it was left, and something was written',
    () => {
      leave();
      page.store.set(noteChangeAtom);
    },
  ],
  [
    'somebody looked on, but it was not wanted while something was written',
    () => {
      page.store.set(isWantedAtom, false);
      page.store.set(noteChangeAtom);
      page.store.set(isWantedAtom, true);
    },
  ],
];

test.each(absences)('what is wanted again is said to be fetched again: %s', async (_what, absent) => {
  absent();

  page.watch(counted.stateAtom);
  const between = page.store.get(counted.stateAtom);
  await page.world.advance(0);

  expect(between).toEqual({ kind: 'loading', shown: 1 });
  expect(page.store.get(counted.stateAtom)).toEqual({ kind: 'ready', value: 2 });
});

test('what one of two goes on looking at stands there as it is while it is fetched again', async () => {
  page.watch(counted.stateAtom);
  leave();

  page.store.set(noteChangeAtom);
  const between = page.store.get(counted.stateAtom);
  await page.world.advance(0);

  expect(between).toEqual({ kind: 'ready', value: 1 });
  expect(page.store.get(counted.stateAtom)).toEqual({ kind: 'ready', value: 2 });
});
