import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { authorId, buildAuthor, buildFound, buildResult, buildUser, userId } from '../../test/shelf.ts';
import { authorChoices, userChoices } from './choices.ts';
import { noteChangeAtom } from './revision.ts';

let page: OpenPage;
const bodies: unknown[] = [];
const { email: _, ...indexedUser } = buildUser();

beforeEach(() => {
  bodies.length = 0;
  page = openPage('/books/new');
  page.api.on('POST /search', ({ body }) => {
    bodies.push(body);
    const isUser = Object(body).type === 'User';
    return { body: buildFound([isUser ? buildResult('User', indexedUser) : buildResult('Author', buildAuthor())]) };
  });
});
afterEach(() => expect(page.api.violations).toEqual([]));

test('authors are found by the beginning of a word of their name, when the typing pauses', async () => {
  page.watch(authorChoices.stateAtom);
  page.store.set(authorChoices.typeAtom, 'G');
  await page.world.advance(149);
  page.store.set(authorChoices.typeAtom, 'Goe ');
  await page.world.advance(150);

  expect(page.store.get(authorChoices.textAtom)).toBe('Goe ');
  expect(bodies).toEqual([
    { type: 'Author', filter: { name: { matchPhrasePrefix: 'Goe' } }, sort: ['name'], limit: 8 },
  ]);
  expect(page.store.get(authorChoices.stateAtom)).toEqual({
    kind: 'ready',
    value: { text: 'Goe', choices: [{ id: authorId, name: 'Goethe', detail: '1749-08-28' }] },
  });
});

test('before anything is typed, users who were changed last are offered', async () => {
  page.watch(userChoices.stateAtom);
  await page.world.advance(150);

  expect(bodies).toEqual([{ type: 'User', sort: ['-updatedAt'], limit: 8 }]);
  expect(page.store.get(userChoices.stateAtom)).toEqual({
    kind: 'ready',
    value: { text: '', choices: [{ id: userId, name: 'Gretchen', detail: 'VERIFIED' }] },
  });
});

test('a failure is told, and gone after another try', async () => {
  page.api.on('POST /search', () => Promise.reject(new TypeError('fetch failed')));
  page.watch(userChoices.stateAtom);
  await page.world.advance(150);
  const failed = page.store.get(userChoices.stateAtom);

  page.api.on('POST /search', { body: buildFound([]) });
  page.store.set(userChoices.retryAtom);
  await page.world.advance(150);

  expect(failed).toMatchObject({ kind: 'failed', problem: { name: 'no-answer' } });
  expect(page.store.get(userChoices.stateAtom)).toEqual({ kind: 'ready', value: { text: '', choices: [] } });
});

test('nobody is offered for a text that is no longer there', async () => {
  page.watch(userChoices.offerAtom);
  page.store.set(userChoices.typeAtom, 'Gre');
  await page.world.advance(150);
  const offered = page.store.get(userChoices.offerAtom);
  page.store.set(userChoices.typeAtom, 'Gret');
  const meanwhile = page.store.get(userChoices.offerAtom);
  await page.world.advance(150);

  expect(offered?.choices).toHaveLength(1);
  expect(meanwhile).toBeUndefined();
  expect(page.store.get(userChoices.offerAtom)).toMatchObject({ text: 'Gret' });
});

test('the same offer is the same object when it was asked for again', async () => {
  page.watch(userChoices.offerAtom);
  page.store.set(userChoices.typeAtom, 'Gre');
  await page.world.advance(150);
  const offered = page.store.get(userChoices.offerAtom);

  page.store.set(noteChangeAtom);
  await page.world.advance(150);

  expect(bodies).toHaveLength(2);
  expect(offered?.choices).toHaveLength(1);
  expect(page.store.get(userChoices.offerAtom)).toBe(offered);
});

test.each([
  [200, { body: buildUser() }, [{ id: userId, name: 'Gretchen', detail: 'VERIFIED' }]],
  [404, refuse(404, 'user-not-found'), []],
])('who is named by an id is read from the table, no search needed: %i', async (_status, answer, choices) => {
  page.api.on('GET /users/{userId}', answer);
  page.watch(userChoices.stateAtom);
  page.store.set(userChoices.typeAtom, ` ${userId}`);
  await page.world.advance(150);

  expect(bodies).toEqual([]);
  expect(page.store.get(userChoices.offerAtom)).toEqual({ text: userId, choices });
});
