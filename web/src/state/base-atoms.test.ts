import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { atom } from 'jotai/vanilla';
import { atomWithReducer, atomWithReset, atomWithStorage } from 'jotai/vanilla/utils';
import { atomWithLocation } from 'jotai-location';
import { findOpenAtoms } from '../../test/find-open-atoms.ts';

const names = readdirSync(new URL('./', import.meta.url)).filter((name) => /(?<!\.test)\.ts$/.test(name));

test('nobody but its own file can set a base atom: what is exported is only read, or an action', async () => {
  const found: string[] = [];
  let atoms = 0;
  for (const name of names) {
    const exported = await import(`./${name}`);
    atoms += Object.keys(exported).filter((key) => key.endsWith('Atom')).length;
    found.push(...findOpenAtoms(exported).map((atom) => `${name}: ${atom}`));
  }

  expect(atoms).toBeGreaterThan(40);
  expect(found).toEqual([]);
});

const baseAtom = atom(0);

test.each([
  ['a base atom', baseAtom],
  ['a base atom that is null at first', atom(null)],
  ['a base atom that is undefined at first', atom()],
  ['one that is kept', atomWithStorage('kept', '')],
  ['one that can be reset', atomWithReset('')],
  ['one with a reducer', atomWithReducer(0, (value: number) => value + 1)],
  ['the address', atomWithLocation()],
  [
    'one that is read as well as written',
    atom(
      (get) => get(baseAtom),
      (_get, set, value: number) => set(baseAtom, value),
    ),
  ],
])('%s that is exported is found, alone or in an object', (_title, openAtom) => {
  expect(findOpenAtoms({ openAtom, choices: { openAtom } })).toEqual(['openAtom', 'choices.openAtom']);
});

test('what is only read, and an action, may be exported', () => {
  const readAtom = atom((get) => get(baseAtom));
  const actionAtom = atom(null, (_get, set) => set(baseAtom, 1));

  expect(findOpenAtoms({ readAtom, actionAtom, listing: { readAtom, actionAtom }, limit: 8, load: () => 1 })).toEqual(
    [],
  );
});
