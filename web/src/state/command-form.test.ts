import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { answerAll } from '../../test/every-command.ts';
import { refuse } from '../../test/fake-api.ts';
import { type OpenPage, openPage } from '../../test/open-page.ts';
import type { Command } from './command.ts';
import { type CommandForm, createCommandForm } from './command-form.ts';
import { commandsAtom, repeatCommandAtom } from './commands.ts';

let page: OpenPage;
let form: CommandForm;
let close: () => void;
beforeEach(() => {
  page = openPage('/users');
  answerAll(page, () => true);
  form = createCommandForm({ name: 'AddUser' });
  close = page.watch(form.stateAtom);
});
afterEach(() => expect(page.api.violations).toEqual([]));

const ann: Command = { name: 'AddUser', user: { name: 'Ann', email: 'a@b.org' } };
const bob: Command = { name: 'AddUser', user: { name: 'Bob', email: 'b@b.org' } };

async function submit(command: Command, isMeantAnew = false): Promise<void> {
  page.store.set(form.submitAtom, { command, isMeantAnew });
  await page.world.advance(0);
}

const state = () => page.store.get(form.stateAtom);
const settle = (present: Command | undefined) => page.store.set(form.settleAtom, present);

test('what was taken ends the form that still says it, and no other', async () => {
  await submit(ann);
  const taken = state().taken?.command;
  const entry = settle(ann);
  const after = state();
  await submit(ann);
  const another = settle(bob);

  expect([taken, entry?.command]).toEqual([ann, ann]);
  expect(after).toEqual({ isPending: false });
  expect(another).toBeUndefined();
  expect(state()).toEqual({ isPending: false });
});

test('what was repeated from its card does not end the form that says something else by now', async () => {
  page.api.on('POST /users', () => Promise.reject(new TypeError('fetch failed')));
  await submit(ann);
  await submit(bob);
  const { doubted } = state();

  answerAll(page, () => true);
  page.store.set(repeatCommandAtom, String(doubted?.id));
  await page.world.advance(0);

  expect(doubted?.command).toEqual(ann);
  expect(settle(bob)).toBeUndefined();
  expect(state()).toEqual({ isPending: false });
});

test('a doubted command is sent as well when that is said, and the doubt ends', async () => {
  page.api.on('POST /users', () => Promise.reject(new TypeError('fetch failed')));
  await submit(ann);
  await submit(bob);
  answerAll(page, () => true);

  await submit(bob, true);

  expect(state()).toMatchObject({ isPending: false, taken: { command: bob } });
  expect(page.store.get(commandsAtom).map(({ state: { stage } }) => stage)).toEqual(['searchable', 'unknown']);
});

test('a form that is opened anew has nothing to do with what another one sent', async () => {
  page.store.set(form.submitAtom, { command: ann });
  close();
  form = createCommandForm({ name: 'AddUser' });
  page.watch(form.stateAtom);
  const fresh = state();
  await page.world.advance(0);

  expect(fresh).toEqual({ isPending: false });
  expect(state()).toEqual({ isPending: false });
});

test('a form that was opened again puts right what was refused: its card goes', async () => {
  page.api.on('POST /users', refuse(409, 'user-exists'));
  await submit(ann);
  const [refused] = page.store.get(commandsAtom);
  close();
  form = createCommandForm({ name: 'AddUser', sentId: String(refused?.id) });
  page.watch(form.stateAtom);
  const begun = state();
  answerAll(page, () => true);

  await submit(bob);

  expect(begun).toEqual({ isPending: false });
  expect(page.store.get(commandsAtom).map(({ command }) => command)).toEqual([bob]);
});
