import { expect, test } from '@jest/globals';
import { answerAll } from '../../test/every-command.ts';
import { openPage } from '../../test/open-page.ts';
import { buildBook } from '../../test/shelf.ts';
import { commandsAtom, sendCommandAtom } from './commands.ts';
import { letGoAtom } from './let-go.ts';

test.each([
  ['is dismissed after eight seconds', false, 0],
  ['stays when somebody looks at it meanwhile', true, 1],
])('a command that is let go %s', async (_, isLookedAt, left) => {
  const page = openPage('/');
  const { store, world } = page;
  answerAll(page, () => true);
  const id = store.set(sendCommandAtom, { name: 'ReportFound', book: buildBook() });
  await world.advance(0);
  const abort = new AbortController();

  const letGo = store.set(letGoAtom, id, abort.signal);
  await world.advance(7_999);
  const before = store.get(commandsAtom).length;
  if (isLookedAt) abort.abort();
  await world.advance(1);
  await letGo;

  expect(before).toBe(1);
  expect(store.get(commandsAtom)).toHaveLength(left);
});
