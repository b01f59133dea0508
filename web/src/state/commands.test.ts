import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { answerAll, book, everyCommand, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildFound } from '../../test/shelf.ts';
import type { CommandState } from './command.ts';
import { unsettledCountAtom } from './command-entries.ts';
import {
  commandsAtom,
  createCommandAtom,
  dismissCommandAtom,
  dismissSearchableAtom,
  searchableCountAtom,
  sendCommandAtom,
} from './commands.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage();
});
afterEach(() => expect(page.api.violations).toEqual([]));

function stateOf(id: string): CommandState | undefined {
  return page.store.get(createCommandAtom(id))?.state;
}

describe.each(everyCommand)('$command.name $sends', ({ command, sends, after, href }) => {
  test('is pending, accepted, and searchable with the time it took, once a search found it', async () => {
    answerAll(page, () => true);
    page.api.on('GET /search', async () => {
      await page.world.pause(1200, new AbortController().signal);
      return { body: buildFound([], { consistent: true }) };
    });
    const sentAtMs = page.world.nowMs();

    const id = page.store.set(sendCommandAtom, command);
    const pending = stateOf(id);
    await page.world.advance(0);
    const accepted = stateOf(id);
    const unsettled = page.store.get(unsettledCountAtom);
    await page.world.advance(1200);

    expect(pending).toEqual({ stage: 'pending' });
    expect(accepted).toEqual({ stage: 'accepted', acceptedAtMs: sentAtMs });
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
    expect(page.store.get(createCommandAtom(id))?.href).toBe(href && inPlace(href));
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

test('the newest command stands first, and a dismissed one is gone and no longer asked for', async () => {
  answerAll(page, () => false);
  const first = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  const second = page.store.set(sendCommandAtom, { name: 'DeleteUser', base: user });
  await page.world.advance(0);
  const both = page.store.get(commandsAtom).map(({ id }) => id);

  page.store.set(dismissCommandAtom, first);
  page.store.set(dismissCommandAtom, second);
  const asked = page.api.asked.length;
  await page.world.advance(60_000);

  expect(both).toEqual([second, first]);
  expect(page.store.get(commandsAtom)).toEqual([]);
  expect(page.api.asked).toHaveLength(asked);
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

test('what is searchable is dismissed together, and nothing else', async () => {
  answerAll(page, () => true);
  page.api.on('POST /books/{bookId}/found', refuse(409, 'book-not-missing'));
  const failed = page.store.set(sendCommandAtom, { name: 'ReportFound', book });
  page.store.set(sendCommandAtom, { name: 'DeleteUser', base: user });
  page.store.set(sendCommandAtom, { name: 'DeleteBook', base: book });
  await page.world.advance(0);
  const count = page.store.get(searchableCountAtom);

  page.store.set(dismissSearchableAtom);

  expect(count).toBe(2);
  expect(page.store.get(commandsAtom).map(({ id }) => id)).toEqual([failed]);
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
