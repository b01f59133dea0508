import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, author, book, everyCommand, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { buildBook, userId } from '../../test/shelf.ts';
import type { Command } from './command.ts';
import { commandsAtom, dismissCommandAtom, repeatCommandAtom, resolveClashAtom, sendCommandAtom } from './commands.ts';
import { storeCommandsAtom } from './store-commands.ts';
import { hasStoredCommandsAtom, readStored, store } from './tab-storage.ts';

let page: OpenPage;
let close: () => void;
let isConsistent: boolean;

function open(isLoadedAgain: boolean): void {
  page = openPage('/missing', { isLoadedAgain });
  answerAll(page, () => isConsistent);
  close = page.watch(storeCommandsAtom);
}

async function loadAgain(): Promise<void> {
  expect(page.api.violations).toEqual([]);
  close();
  open(true);
  await page.world.advance(0);
}

beforeEach(() => {
  isConsistent = true;
  open(false);
});
afterEach(() => {
  expect(page.api.violations).toEqual([]);
  close();
});

const found = { name: 'ReportFound', book } as const;
const entries = () => page.store.get(commandsAtom);
const hang = () => page.api.on('POST /books/{bookId}/found', () => new Promise(() => {}));

test.each(everyCommand)('$command.name goes on being followed when the page is loaded again', async ({ command }) => {
  isConsistent = false;
  page.store.set(sendCommandAtom, command);
  await page.world.advance(1000);
  const [before] = entries();

  await loadAgain();
  const [taken] = entries();
  isConsistent = true;
  await page.world.advance(10_000);

  expect(before?.state.stage).toBe('accepted');
  expect(taken).toMatchObject({ id: before?.id, label: before?.label, state: { stage: 'accepted' } });
  expect(taken?.href).toBe(before?.href);
  expect(entries()).toMatchObject([{ state: { stage: 'searchable' } }]);
  expect(page.api.asked.every((line) => line.startsWith('GET'))).toBe(true);
});

test('of what was pending nobody knows whether it went through, and it is not sent again by itself', async () => {
  hang();
  page.store.set(sendCommandAtom, found);
  await page.world.advance(100);

  await loadAgain();
  await page.world.advance(60_000);

  expect(entries()).toMatchObject([
    { state: { stage: 'unknown', problem: { meaning: 'The page was loaded again before the answer came.' } } },
  ]);
  expect(page.api.asked).toEqual([]);
});

test('what was pending is repeated with the same ids', async () => {
  const ids: unknown[] = [];
  const command = { name: 'AddUser', user: { name: 'Ann', email: 'a@example.org' } } as const;
  page.api.on('POST /users', ({ body }) => {
    ids.push(Object(body).userId);
    return new Promise(() => {});
  });
  const id = page.store.set(sendCommandAtom, command);
  await page.world.advance(100);

  await loadAgain();
  page.api.on('POST /users', ({ body }) => {
    ids.push(Object(body).userId);
    return refuse(409, 'user-exists');
  });
  page.store.set(repeatCommandAtom, id);
  await page.world.advance(1000);

  expect(ids).toEqual([id, id]);
  expect(entries()).toMatchObject([{ id, state: { stage: 'searchable' } }]);
});

test('what was unknown stays so, with why', async () => {
  page.api.on('POST /books/{bookId}/found', refuse(500, 'internal'));
  page.store.set(sendCommandAtom, found);
  await page.world.advance(100);

  await loadAgain();

  expect(entries()).toMatchObject([{ state: { stage: 'unknown', problem: { name: 'internal' } } }]);
});

test('what is searchable is not stored', async () => {
  page.store.set(sendCommandAtom, found);
  await page.world.advance(1000);
  const before = entries().map(({ state }) => state.stage);

  await loadAgain();

  expect([before, entries()]).toEqual([['searchable'], []]);
  expect(page.store.get(hasStoredCommandsAtom)).toBe(false);
});

test('what was refused is there again as it was, and is repeated', async () => {
  page.api.on('POST /books', refuse(409, 'author-exists'));
  const add: Command = {
    name: 'AddBook',
    book: { title: 'Faust', description: 'long' },
    author: { name: 'G', birthdate: '1749' },
  };
  const id = page.store.set(sendCommandAtom, add);
  await page.world.advance(1000);
  const before = entries();

  await loadAgain();
  const taken = entries();
  page.store.set(repeatCommandAtom, id);
  await page.world.advance(1000);

  expect(before).toMatchObject([{ command: add, state: { stage: 'failed', problem: { name: 'author-exists' } } }]);
  expect(taken).toEqual(before);
  expect(entries()).toMatchObject([{ id, state: { stage: 'searchable' } }]);
});

test('a clash is there again, and is decided over the version that it met', async () => {
  const theirs = buildBook({ version: 52, isbn: '2' });
  page.api.on('PUT /books/{bookId}', refuse(412, 'version-mismatch'));
  page.api.on('GET /books/{bookId}', { body: theirs });
  const id = page.store.set(sendCommandAtom, { name: 'ReplaceBook', base: book, mine: { title: 'Faust I' } });
  await page.world.advance(1000);
  const [before] = entries();

  await loadAgain();
  const [taken] = entries();
  let written: unknown;
  page.api.on('PUT /books/{bookId}', ({ headers, body }) => {
    written = [headers.get('If-Match'), body];
    return { body: { ...theirs, version: 53 } };
  });
  page.store.set(resolveClashAtom, { id, choices: { title: 'mine' } });
  await page.world.advance(1000);

  expect(before?.state.stage).toBe('clash');
  expect(taken).toEqual(before);
  expect(written).toEqual(['"52"', { title: 'Faust I', isbn: '2' }]);
});

test.each<[string, Command]>([
  [
    'user',
    {
      name: 'ReplaceUser',
      base: user,
      mine: { name: 'Ann', email: 'ann@b.org', comment: 'late', status: 'SUSPENDED' },
    },
  ],
  ['author', { name: 'ReplaceAuthor', base: author, mine: { name: 'Ann', birthdate: '1801' } }],
  ['new book', { name: 'AddBook', book: { title: 'Ann', tags: ['Ann'] }, author: { name: 'Ann', birthdate: '1801' } }],
])('no more is stored of an accepted %s than its label and what it is followed by', async (_, command) => {
  isConsistent = false;
  page.store.set(sendCommandAtom, command);
  await page.world.advance(1000);

  const stored = readStored('millrace-commands').replace(/"label":"[^"]*"/, '');

  expect(entries()).toMatchObject([{ command, state: { stage: 'accepted' } }]);
  expect(stored).not.toBe('');
  expect(stored).not.toMatch(/Ann|ann@|late|1801|Gretchen|example\.org|Goethe/);
});

test('what was accepted before has no time that it took: nobody was there to see', async () => {
  isConsistent = false;
  page.store.set(sendCommandAtom, found);
  await page.world.advance(1000);

  await loadAgain();
  isConsistent = true;
  await page.world.advance(10_000);

  expect(entries().map(({ state }) => state)).toEqual([{ stage: 'searchable' }]);
});

test('a doubt that was dismissed does not come back', async () => {
  page.api.on('POST /books/{bookId}/found', refuse(500, 'internal'));
  const id = page.store.set(sendCommandAtom, found);
  await page.world.advance(100);
  page.store.set(dismissCommandAtom, id);

  await loadAgain();

  expect(entries()).toEqual([]);
});

test('where there is no room for what is stored, nothing settled comes back as a doubt', async () => {
  hang();
  page.store.set(sendCommandAtom, found);
  await page.world.advance(100);
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
  };

  page.store.set(sendCommandAtom, { name: 'DeleteUser', base: user });
  Storage.prototype.setItem = setItem;

  expect(readStored('millrace-commands')).toBe('');
});

test('an accepted one that was dismissed stays out of sight, and is followed all the same', async () => {
  isConsistent = false;
  const id = page.store.set(sendCommandAtom, found);
  await page.world.advance(1000);
  page.store.set(dismissCommandAtom, id);

  await loadAgain();
  const kept = page.store.get(hasStoredCommandsAtom);
  isConsistent = true;
  await page.world.advance(10_000);

  expect(entries()).toEqual([]);
  expect([kept, readStored('millrace-commands')]).toEqual([true, '']);
});

test('several keep their order, and stand after what is asked for since', async () => {
  hang();
  for (const title of ['1', '2']) page.store.set(sendCommandAtom, { ...found, book: { ...book, title } });
  await page.world.advance(100);

  await loadAgain();
  await page.world.advance(1000);
  page.store.set(sendCommandAtom, { name: 'ReturnBook', book, userId });

  expect(entries().map(({ label }) => label)).toEqual([
    'Return “Faust”',
    'Put “2” back on the shelf',
    'Put “1” back on the shelf',
  ]);
});

test('what was taken up is kept again when the page is loaded once more', async () => {
  hang();
  const id = page.store.set(sendCommandAtom, found);
  await page.world.advance(100);

  await loadAgain();
  await loadAgain();

  expect(entries()).toMatchObject([{ id, state: { stage: 'unknown' } }]);
});

test('what a page of another form stored is ignored', async () => {
  hang();
  page.store.set(sendCommandAtom, found);
  await page.world.advance(100);
  store('millrace-commands', readStored('millrace-commands').replace('"form":1', '"form":0'));

  await loadAgain();

  expect(entries()).toEqual([]);
});

test.each(['no JSON', '"text"', '{"form":1}', 'null', '[null,1,{}]', '{"form":1,"commands":[{}]}'])(
  'what is no list of commands, as %s, is ignored',
  async (text) => {
    store('millrace-commands', text);

    await loadAgain();

    expect(entries()).toEqual([]);
    expect(readStored('millrace-commands')).toBe('');
  },
);
