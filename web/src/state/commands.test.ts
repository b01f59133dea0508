import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answerAll, book, everyCommand, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildFound, userId } from '../../test/shelf.ts';
import type { CommandState } from './command.ts';
import { heldCommandsAtom, unsettledCountAtom } from './command-entries.ts';
import { commandsAtom, dismissCommandAtom, repeatCommandAtom, sendCommandAtom } from './commands.ts';
import { cornerCommandsAtom, dismissDoneAtom, doneCountAtom, fewCountAtom } from './corner-commands.ts';
import { revisionAtom } from './revision.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => expect(page.api.violations).toEqual([]));

const find = (id: string) => page.store.get(heldCommandsAtom).find((entry) => entry.id === id);

function stateOf(id: string): CommandState | undefined {
  return find(id)?.state;
}

describe.each(everyCommand)('$command.name $sends', ({ command, sends, after, href }) => {
  test('is pending, accepted, and searchable with the time it took, once a search found it', async () => {
    answerAll(page, () => true);
    page.api.on('GET /search', async () => {
      await page.world.pause(1200, new AbortController().signal);
      return { body: buildFound([], { consistent: true }) };
    });

    const id = page.store.set(sendCommandAtom, command);
    const pending = stateOf(id);
    await page.world.advance(0);
    const accepted = stateOf(id);
    const unsettled = page.store.get(unsettledCountAtom);
    await page.world.advance(1200);

    expect(pending).toEqual({ stage: 'pending' });
    expect(accepted).toEqual({ stage: 'accepted' });
    expect(unsettled).toBe(1);
    expect(stateOf(id)).toEqual({ stage: 'searchable', tookMs: 1200 });
    expect(page.store.get(unsettledCountAtom)).toBe(0);
  });

  test('is looked for at the versions that it wrote, and links to what it is about', async () => {
    answerAll(page, () => true);

    const id = page.store.set(sendCommandAtom, command);
    await page.world.advance(0);

    const inPlace = (text: string) => text.replace('<newAuthor>', id.replace(/1$/, '2')).replace('<new>', id);
    const search = page.api.asked.find((line) => line.startsWith('GET /search'));
    expect(page.api.asked[0]).toBe(sends);
    expect(new URLSearchParams(search?.split('?')[1]).getAll('after')).toEqual(after.map(inPlace));
    expect(find(id)?.href).toBe(href && inPlace(href));
  });

  test('stays accepted, and says that it is late, as long as no search finds it', async () => {
    let isConsistent = false;
    answerAll(page, () => isConsistent);

    const id = page.store.set(sendCommandAtom, command);
    await page.world.advance(12_000);
    const late = stateOf(id);
    isConsistent = true;
    await page.world.advance(30_000);

    expect(late).toMatchObject({ stage: 'accepted', late: 'index-behind' });
    expect(stateOf(id)).toMatchObject({ stage: 'searchable' });
  });
});

test('a field that was left blank is one that the book does not have', async () => {
  answerAll(page, () => true);
  const bodies: unknown[] = [];
  page.api.on('PUT /books/{bookId}', ({ body }) => {
    bodies.push(body);
    return { body: { ...book, version: 51 } };
  });

  page.store.set(sendCommandAtom, {
    name: 'ReplaceBook',
    base: book,
    mine: { title: 'F', isbn: '', tags: [], price: '0' },
  });
  await page.world.advance(0);

  expect(bodies).toEqual([{ title: 'F', price: '0' }]);
});

test('the newest command stands first, and a dismissed one is gone from sight, and looked for all the same', async () => {
  let isConsistent = false;
  answerAll(page, () => isConsistent);
  const first = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  const second = page.store.set(sendCommandAtom, { name: 'DeleteUser', base: user });
  await page.world.advance(0);
  const both = page.store.get(commandsAtom).map(({ id }) => id);

  page.store.set(dismissCommandAtom, first);
  page.store.set(dismissCommandAtom, second);
  const dismissed = page.store.get(commandsAtom);
  const unsettled = page.store.get(unsettledCountAtom);
  await page.world.advance(60_000);
  const late = page.store.get(unsettledCountAtom);
  const revision = page.store.get(revisionAtom);
  isConsistent = true;
  await page.world.advance(6_000);

  expect(both).toEqual([second, first]);
  expect(dismissed).toEqual([]);
  expect([unsettled, late, page.store.get(unsettledCountAtom)]).toEqual([2, 2, 0]);
  expect(page.store.get(revisionAtom)).toBe(revision + 2);
  expect([stateOf(first), stateOf(second)]).toEqual([undefined, undefined]);
});

test('a pending command cannot be dismissed, so that a refusal is seen', async () => {
  page.api.on('POST /books/{bookId}/found', async () => {
    await page.world.pause(100, new AbortController().signal);
    return refuse(409, 'book-not-missing');
  });
  const id = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  await page.world.advance(0);

  page.store.set(dismissCommandAtom, id);
  await page.world.advance(100);

  expect(stateOf(id)).toMatchObject({ stage: 'failed' });
});

test('a repeated command stands first again, and is seen at a glance however many wait for somebody', async () => {
  page.api.on('POST /books/{bookId}/found', () => Promise.reject(new TypeError('fetch failed')));
  const ids = ['1', '2', '3', '4', '5'].map((bookId) =>
    page.store.set(sendCommandAtom, { name: 'ReportFound', book: { ...book, bookId } }),
  );
  await page.world.advance(0);
  const [oldest = ''] = ids;
  page.store.set(dismissCommandAtom, oldest);

  page.store.set(repeatCommandAtom, oldest);
  const seen = page.store.get(cornerCommandsAtom).slice(0, page.store.get(fewCountAtom));

  expect(page.store.get(commandsAtom)[0]?.id).toBe(oldest);
  expect(seen.map(({ id, state }) => [id, state.stage])).toContainEqual([oldest, 'pending']);
});

test('what is searchable or gone is dismissed together, and nothing else', async () => {
  answerAll(page, () => true);
  page.api.on('POST /books/{bookId}/found', refuse(409, 'book-not-missing'));
  const failed = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  page.store.set(sendCommandAtom, { name: 'DeleteUser', base: user });
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));
  page.api.on('GET /users/{userId}', refuse(404, 'user-not-found'));
  page.api.on('GET /rentals/{bookId}/{userId}', refuse(404, 'rental-not-found'));
  page.store.set(sendCommandAtom, { name: 'ReturnBook', book, userId });
  page.store.set(sendCommandAtom, { name: 'DeleteBook', base: book });
  await page.world.advance(0);
  const count = page.store.get(doneCountAtom);

  page.store.set(dismissDoneAtom);

  expect(count).toBe(3);
  expect(page.store.get(commandsAtom).map(({ id }) => id)).toEqual([failed]);
});

test('what was deleted before a search was asked for it is said to be gone, and no search is asked', async () => {
  answerAll(page, () => true);
  page.api.on('GET /books/{bookId}', refuse(404, 'book-not-found'));

  const id = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  await page.world.advance(0);

  expect(stateOf(id)).toEqual({ stage: 'gone' });
  expect(page.api.asked.filter((line) => line.startsWith('GET /search'))).toEqual([]);
});

test('the time until it is searchable has no pause of ours above half a second in it', async () => {
  let isConsistent = false;
  answerAll(page, () => true);
  page.api.on('GET /search', () => ({ body: buildFound([], { consistent: isConsistent }) }));
  const id = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  await page.world.advance(20_100);

  isConsistent = true;
  await page.world.advance(400);

  expect(stateOf(id)).toEqual({ stage: 'searchable', tookMs: 20_500 });
});
