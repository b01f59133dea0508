import { expect, test } from '@jest/globals';
import { answerAll } from '../../test/every-command.ts';
import { openPage } from '../../test/open-page.ts';
import { buildBook } from '../../test/shelf.ts';
import { commandsAtom, sendCommandAtom } from './commands.ts';
import { letGoAtom } from './let-go.ts';

test.each<[string, { isLookedAt?: boolean; isGivenUp?: boolean }, number[]]>([
  ['is dismissed after eight seconds', {}, [1, 0, 0]],
  ['stays as long as somebody looks at it', { isLookedAt: true }, [1, 1, 0]],
  ['stays when nobody waits for it to go', { isGivenUp: true }, [1, 1, 1]],
])('a command that is let go %s', async (_, { isLookedAt = false, isGivenUp = false }, left) => {
  const page = openPage('/');
  const { store, world } = page;
  answerAll(page, () => true);
  const id = store.set(sendCommandAtom, { name: 'ReportFound', book: buildBook() });
  await world.advance(0);
  const abort = new AbortController();

  let isStillLookedAt = isLookedAt;
  const count = () => store.get(commandsAtom).length;

  const letGo = store.set(letGoAtom, { id, isLookedAt: () => isStillLookedAt, signal: abort.signal });
  await world.advance(7_999);
  const early = count();
  if (isGivenUp) abort.abort();
  await world.advance(1);
  const inTime = count();
  isStillLookedAt = false;
  await world.advance(8_000);
  await letGo;

  expect([early, inTime, count()]).toEqual(left);
});
