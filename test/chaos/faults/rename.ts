import { setTimeout as sleep } from 'node:timers/promises';
import { versionOf } from '../../e2e/support/call-api.ts';
import { newId } from '../../e2e/support/new-id.ts';
import { askOpensearch } from '../ask-opensearch.ts';
import { expectThat, type Fault, type FaultContext } from '../fault.ts';
import { killFunction } from '../kill-function.ts';
import { listRows } from '../list-rows.ts';
import { putItems, toItem } from '../put-items.ts';
import { waitUntilQuiet } from '../wait-until-quiet.ts';

const books = 20_000;
const kills = 5;
const everyMs = 1_500;
const startTimeoutMs = 30_000;
const mostSecondsHeldBack = 10;

/** How long a write of somebody else takes until a search by its title finds it. */
async function timeStranger({ stack, api, ledger }: FaultContext, authorId: string): Promise<number> {
  const bookId = newId();
  const added = await api('POST', '/books', { body: { bookId, title: 'Unrelated', author: { authorId } } });
  ledger.note(`books/${bookId}`, versionOf(added));
  const startedMs = Date.now();
  const query = { query: { term: { bookId } } };
  for (;;) {
    const found = (await askOpensearch(stack.settings.opensearchUrl, 'POST', '/books/_count', query)) as {
      count: number;
    };
    if (found.count > 0) return (Date.now() - startedMs) / 1_000;
    await sleep(50);
  }
}

/** Kills the worker while the job is there; ends with it. Gives back how often that hit somebody. */
async function killWorker({ stack }: FaultContext): Promise<number> {
  const isOpen = async () => (await listRows(stack.settings.jobsTableName)).some((id) => id !== 'rebuild');
  for (const deadline = Date.now() + startTimeoutMs; !(await isOpen()) && Date.now() < deadline; ) await sleep(20);
  let killed = 0;
  for (let turn = 0; turn < kills && (await isOpen()); turn++) {
    await sleep(everyMs);
    if ((await isOpen()) && killFunction(stack, 'jobs.mjs')) killed += 1;
  }
  return killed;
}

async function countShowing(url: string, authorId: string, authorName: string): Promise<number> {
  const filter = [{ term: { authorId } }, { term: { 'authorName.keyword': authorName } }];
  const body = { query: { bool: { filter } } };
  return ((await askOpensearch(url, 'POST', '/books/_count', body)) as { count: number }).count;
}

export const renamedAuthor: Fault = {
  name: 'Rename of an author with 20,000 books, its worker killed',
  inject: async (context) => {
    const { stack, api, ledger } = context;
    const [authorId, otherId] = [newId(), newId()];
    for (const id of [authorId, otherId])
      await api('POST', '/authors', { body: { authorId: id, name: 'Isaac A.', birthdate: '1920' } });
    const fields = { authorId: { S: authorId }, title: { S: 'A title' }, status: { S: 'AVAILABLE' } };
    const version = Date.now() * 1_000;
    await putItems(
      stack.settings.tableName,
      Array.from({ length: books }, () => toItem('Book', newId(), version, fields)),
    );
    const loadedSeconds = await waitUntilQuiet(stack.settings);

    const name = 'Isaac Asimov';
    const renamed = await api('PATCH', `/authors/${authorId}`, { body: { name } });
    ledger.note(`authors/${authorId}`, versionOf(renamed));
    const startedMs = Date.now();
    const [killed, heldBack] = await Promise.all([killWorker(context), timeStranger(context, otherId)]);
    await waitUntilQuiet(stack.settings);
    const seconds = (Date.now() - startedMs) / 1_000;
    const showing = await countShowing(stack.settings.opensearchUrl, authorId, name);
    return {
      did: `worker killed ${killed} times; all ${showing} books had the new name after ${Math.round(seconds)} s; another write was found after ${heldBack.toFixed(1)} s meanwhile`,
      problems: [
        ...expectThat(loadedSeconds !== undefined, 'Expected the books to be indexed before the rename.'),
        ...expectThat(killed > 1, `Expected the worker to be killed more than once, got ${killed}.`),
        ...expectThat(showing === books, `Expected ${books} books with the new name, got ${showing}.`),
        ...expectThat(
          heldBack <= mostSecondsHeldBack,
          `Expected another write to be found within ${mostSecondsHeldBack} s, got ${heldBack} s.`,
        ),
      ],
    };
  },
};
