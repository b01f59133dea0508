import { expect, test } from '@jest/globals';
import { noAnswer, replyOf } from '../../test/fixtures/answer-with.ts';
import { createKeeperRig } from '../../test/fixtures/create-keeper-rig.ts';
import { findTargets } from './find-targets.ts';

const namesOf = async (names: readonly string[] | undefined, rig = createKeeperRig()) =>
  (await findTargets(names, rig.dependencies)).map(({ entity, index }) => `${entity.name} ${index}`);

test('means what stands behind every read alias when nothing is named', async () => {
  expect(await namesOf(undefined)).toEqual([
    'Author authors-v1',
    'Book books-v1',
    'Rental rentals-v1',
    'User users-v1',
    'Heartbeat heartbeats-v1',
  ]);
});

test('takes a name of an alias for its index, and each index once', async () => {
  expect(await namesOf(['books', 'books-v1', 'users'])).toEqual(['Book books-v1', 'User users-v1']);
});

test('finds an index that is only written, by its own name', async () => {
  const rig = createKeeperRig();
  rig.addWriteTarget('books', 'books-v2');

  expect(await namesOf(['books-v2'], rig)).toEqual(['Book books-v2']);
  expect(await namesOf(['books'], rig)).toEqual(['Book books-v1']);
});

test('refuses a name that means nothing, and names what there is', async () => {
  await expect(namesOf(['books', 'bookz'])).rejects.toMatchObject({
    code: 'maintain.invalid-request',
    message: expect.stringMatching(/^Expected an index to be one of `authors`, .*`users-v1`, .*got `bookz`\.$/),
  });
});

test('says that an alias has lost its index', async () => {
  const rig = createKeeperRig();
  rig.openSearch.removeIndex('books-v1');

  await expect(namesOf(undefined, rig)).rejects.toMatchObject({
    code: 'search.index-missing',
    message: 'Expected an index behind the alias `books`, got none: rebuild it.',
  });
});

test.each([
  [replyOf(403, {}), 'search.forbidden'],
  [replyOf(500, {}), 'search.unavailable'],
  [noAnswer, 'search.unavailable'],
])('fails when the aliases cannot be read: %j', async (reply, code) => {
  const rig = createKeeperRig();
  rig.network.send = async () => reply;

  await expect(namesOf(undefined, rig)).rejects.toMatchObject({ code });
});
