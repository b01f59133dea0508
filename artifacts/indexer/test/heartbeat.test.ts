import { expect, test } from '@jest/globals';
import type { Item } from '../src/core/attribute-value.ts';
import { createLibrary } from './fixtures/create-library.ts';
import { createRebuildRig } from './fixtures/create-rebuild-rig.ts';

// Scheduler knows constants and a time as text, no number: a heartbeat that is deleted and written anew begins at version 1 again.

const id = 'Heartbeat:minute';
const place = ['heartbeats', `S:${id}`] as const;
const beat = (n: number, version = n): Item => ({
  id: { S: id },
  type: { S: 'Heartbeat' },
  command: { S: 'Beat' },
  heartbeatId: { S: 'minute' },
  beatAt: { S: `2026-11-21T10:0${n}:00Z` },
  version: { N: String(version) },
});
const shown = (n: number, version = n) => ({ heartbeatId: 'minute', beatAt: `2026-11-21T10:0${n}:00Z`, version });

test('is indexed beat by beat, and without an effort beyond the write', async () => {
  const library = createLibrary();
  for (const n of [1, 2, 3]) {
    library.table.put(id, beat(n));
    expect((await library.indexRest()).outcomes).toEqual(['applied']);
  }

  expect(library.document(...place)).toEqual(shown(3));
});

test.each(['in one batch', 'in several'])('is found again after it was deleted and written anew %s', async (how) => {
  const library = createLibrary();
  for (const n of [1, 2, 3]) library.table.put(id, beat(n));
  await library.indexRest();

  library.table.put(id, undefined);
  if (how === 'in several') await library.indexRest();
  const outcomes: unknown[] = [];
  for (const n of [4, 5, 6]) {
    library.table.put(id, beat(n, n - 3));
    outcomes.push((await library.indexRest()).outcomes.at(-1));
    expect(library.document(...place)).toEqual(shown(n, n - 3));
  }

  // Each beat is a conflict that is put right: its version is below the document's for as long as that index lives.
  expect(outcomes.slice(1)).toEqual(['repaired', 'repaired']);
});

test('is written without repairs again once its index is rebuilt', async () => {
  const rig = await createRebuildRig({});
  for (const n of [1, 2, 3]) rig.table.put(id, beat(n));
  await rig.indexRest();
  rig.table.put(id, undefined);
  await rig.indexRest();
  rig.table.put(id, beat(4, 1));
  await rig.indexRest();

  await rig.run({ indexes: ['heartbeats'] });
  await rig.run({ indexes: ['heartbeats'], step: 'finish' });
  rig.table.put(id, beat(5, 2));
  const { verdicts } = await rig.indexRest();

  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['applied']);
  expect(rig.openSearch.documents('heartbeats-v2').get(place[1])).toEqual(shown(5, 2));
});
