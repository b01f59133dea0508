import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, book } from '../../test/every-command.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildBook, userId } from '../../test/shelf.ts';
import type { Command } from './command.ts';
import { sendCommandAtom } from './commands.ts';
import { findHindranceAtom } from './under-way.ts';

let page: OpenPage;
beforeEach(() => {
  page = openPage('/missing');
  answerAll(page, () => false);
});
afterEach(() => expect(page.api.violations).toEqual([]));

const found: Command = { name: 'ReportFound', book };
const find = (command: Command) => page.store.get(findHindranceAtom)(command);

test('a command is hindered by itself while it is pending, and until what is shown is newer than what it was sent for', async () => {
  const before = find(found);
  page.store.set(sendCommandAtom, found);
  const pending = find(found);
  await page.world.advance(0);

  const sameInList = find({ ...found, book: { ...book, title: 'Faust I' } });
  const missingOnceMore = find({ ...found, book: { ...book, version: book.version + 2 } });

  expect(before).toEqual({ isPending: false, isHindered: false });
  expect(pending).toEqual({ isPending: true, isHindered: true });
  expect(sameInList).toEqual({ isPending: false, isHindered: true });
  expect(missingOnceMore).toEqual({ isPending: false, isHindered: false });
});

test('a command is hindered by itself also when searches find it, as what is shown may be read more slowly', async () => {
  answerAll(page, () => true);
  page.store.set(sendCommandAtom, found);
  await page.world.advance(0);

  const missingOnceMore = find({ ...found, book: { ...book, version: book.version + 2 } });

  expect(find(found)).toEqual({ isPending: false, isHindered: true });
  expect(missingOnceMore.isHindered).toBe(false);
});

test('a command is hindered by another one about the same item only as long as that is pending', async () => {
  const deletion: Command = { name: 'DeleteBook', base: book };
  page.store.set(sendCommandAtom, { name: 'BorrowBook', book, userId });
  const meanwhile = [deletion, found, { ...deletion, base: buildBook({ bookId: 'other' }) }].map(find);
  await page.world.advance(0);

  expect(meanwhile.map(({ isPending }) => isPending)).toEqual([false, false, false]);
  expect(meanwhile.map(({ isHindered }) => isHindered)).toEqual([true, true, false]);
  expect(find(deletion).isHindered).toBe(false);
});
