import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll, book, user } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import { userId } from '../../test/shelf.ts';
import type { Command } from './command.ts';
import { commandsAtom, dismissCommandAtom } from './commands.ts';
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

test('the same is the same in another form, as long as its card says that it is safe to repeat', async () => {
  const id = await submit(faust);

  const again = await submit(faust);

  expect(again).toBe(id);
  expect(bodies[1]).toEqual(bodies[0]);
});

test('a doubt that was dismissed answers for the form that sent it, and is then seen again', async () => {
  const id = await submit(faust);
  page.store.set(dismissCommandAtom, String(id));
  const dismissed = stages();

  const again = await submit(faust, id);

  expect(dismissed).toEqual([]);
  expect(again).toBe(id);
  expect(bodies[1]).toEqual(bodies[0]);
  expect(stages()).toEqual(['unknown']);
});

test('a doubt that was dismissed answers for no other form: a second copy is a second copy', async () => {
  const id = await submit(faust);
  page.store.set(dismissCommandAtom, String(id));

  const another = await submit(faust);

  expect(another).not.toBe(id);
  expect(new Set(bodies.map(({ bookId }) => bookId)).size).toBe(2);
});

test('a doubt about a change that was dismissed answers for its button: the item is there once', async () => {
  page.api.on('POST /books/{bookId}/found', () => Promise.reject(new TypeError('fetch failed')));
  const id = await submit({ name: 'ReportFound', book });
  page.store.set(dismissCommandAtom, String(id));

  expect(await submit({ name: 'ReportFound', book })).toBe(id);
  expect(stages()).toEqual(['unknown']);
});

test('the same, sent while it is pending, is that command', async () => {
  page.api.on('POST /books', ({ body }) => {
    bodies.push(Object(body));
    return new Promise(() => {});
  });
  const id = await submit(faust);

  const again = await submit(faust);

  expect([again, bodies.length]).toEqual([id, 1]);
  expect(stages()).toEqual(['pending']);
});

test.each([
  ['accepted', false],
  ['searchable', true],
])('what is %s is not asked for again of the same version; the same is added again', async (stage, isConsistent) => {
  answerAll(page, () => isConsistent);
  const borrow: Command = { name: 'BorrowBook', book, userId };
  const [lent, added] = [await submit(borrow), await submit(faust)];
  const before = stages();

  const [lentAgain, addedAgain] = [await submit(borrow, lent), await submit(faust, added)];
  const ofNextVersion = await submit({ ...borrow, book: { ...book, version: book.version + 1 } }, lent);

  expect(before).toEqual([stage, stage]);
  expect(lentAgain).toBe(lent);
  expect(addedAgain).not.toBe(added);
  expect(ofNextVersion).not.toBe(lent);
});

test('the same is the same in whichever order an answer gave the members of the item', async () => {
  page.api.on('PUT /users/{userId}', () => Promise.reject(new TypeError('fetch failed')));
  const { name, email, comment } = user;
  const change: Command = { name: 'ReplaceUser', base: user, mine: { name, email, comment, status: 'SUSPENDED' } };
  const turned = Object.fromEntries(Object.entries(user).reverse());

  const id = await submit(change);

  expect(await submit({ ...change, base: { ...turned, ...user } })).toBe(id);
});

test('something else is doubted although the doubt was dismissed', async () => {
  const id = await submit(faust);
  page.store.set(dismissCommandAtom, String(id));

  expect(await submit(egmont, id)).toBeUndefined();
  expect(bodies).toHaveLength(1);
});

test('what failed is repeated when the same is sent again, and gives way to what was put right', async () => {
  page.api.on('POST /books', refuse(409, 'author-exists'));
  const id = await submit(faust);
  const again = await submit(faust, id);
  const once = stages();

  answerAll(page, () => true);
  const corrected = await submit(egmont, id);

  expect(again).toBe(id);
  expect(once).toEqual(['failed']);
  expect(page.store.get(commandsAtom).map((entry) => [entry.id, entry.state.stage])).toEqual([
    [corrected, 'searchable'],
  ]);
});

test('after an outcome that is known each is a command of its own', async () => {
  answerAll(page, () => true);
  const id = await submit(faust);

  const again = await submit(faust, id);

  expect(again).not.toBe(id);
  expect(stages()).toEqual(['searchable', 'searchable']);
});
