import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, user } from '../../test/every-command.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import type { Command } from './command.ts';
import { commandsAtom } from './commands.ts';
import { sendOrRepeatAtom } from './send-or-repeat.ts';

let page: OpenPage;
let bodies: { readonly bookId: string; readonly title: string }[];
beforeEach(() => {
  page = openPage('/books/new');
  answerAll(page, () => true);
  bodies = [];
  page.api.on('POST /books', ({ body }) => {
    bodies.push(Object(body));
    throw new TypeError('fetch failed');
  });
});
afterEach(() => expect(page.api.violations).toEqual([]));

const author = { name: 'Goethe', birthdate: '1749' };
const faust: Command = { name: 'AddBook', book: { title: 'Faust' }, author };
const egmont: Command = { name: 'AddBook', book: { title: 'Egmont' }, author };

async function submit(command: Command, earlierId = '', isMeantAnew = false): Promise<string | undefined> {
  const id = page.store.set(sendOrRepeatAtom, { command, earlierId, isMeantAnew });
  await page.world.advance(0);
  return id;
}

const stages = () => page.store.get(commandsAtom).map(({ state }) => state.stage);

test('the same again, while nobody knows whether it went through, is one book with one id', async () => {
  const id = await submit(faust);
  const again = await submit({ ...faust, book: { title: 'Faust' } }, id);

  expect(again).toBe(id);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toEqual(bodies[0]);
  expect(stages()).toEqual(['unknown']);
});

test('something else is not added beside what may be there, but for who means it', async () => {
  const id = await submit(faust);
  const doubted = await submit(egmont, id);
  const sent = bodies.length;
  const meant = await submit(egmont, id, true);

  expect([doubted, sent]).toEqual([undefined, 1]);
  expect(meant).not.toBe(id);
  expect(bodies.map(({ title }) => title)).toEqual(['Faust', 'Egmont']);
});

test('a change of what may have been changed is sent: its version guards it', async () => {
  page.api.on('PUT /users/{userId}', () => Promise.reject(new TypeError('fetch failed')));
  const { name, email, comment } = user;
  const change: Command = { name: 'ReplaceUser', base: user, mine: { name, email, comment, status: 'SUSPENDED' } };
  const id = await submit(change);

  const other = await submit({ ...change, mine: { ...change.mine, status: 'VERIFIED' } }, id);

  expect(other).not.toBe(id);
  expect(other).toBeDefined();
});

test('after an outcome that is known each is a command of its own', async () => {
  answerAll(page, () => true);
  const id = await submit(faust);

  const again = await submit(faust, id);

  expect(again).not.toBe(id);
  expect(stages()).toEqual(['searchable', 'searchable']);
});
