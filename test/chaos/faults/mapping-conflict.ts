import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../e2e/support/new-id.ts';
import { askOpensearch } from '../ask-opensearch.ts';
import { expectThat, type Fault } from '../fault.ts';
import { listRows } from '../list-rows.ts';
import { waitUntilQuiet } from '../wait-until-quiet.ts';

const underLoadMs = 6_000;
const strangers = 20;

/** An index in the place of `users-v1` in which a comment is a number. */
const wrongIndex = {
  settings: { number_of_shards: 1 },
  mappings: { dynamic: false, properties: { comment: { type: 'long' }, userId: { type: 'keyword' } } },
  aliases: { users: {}, 'users-write': {} },
};

/** Documents that nobody but a hand can have written: of no item, and over those of items at a version far ahead. */
async function writeByHand(url: string, bookIds: readonly string[]): Promise<void> {
  const aheadOf = String(Date.now() * 4_000);
  const over = `version=${aheadOf}&version_type=external`;
  for (const id of bookIds)
    await askOpensearch(url, 'PUT', `/books-v1/_doc/S:Book:${id}?${over}`, { title: 'By hand' });
  for (let i = 0; i < strangers; i++)
    await askOpensearch(url, 'PUT', `/books-v1/_doc/S:Book:${newId()}?${over}`, { title: 'A stranger' });
}

export const mappingConflict: Fault = {
  name: 'Mapping conflict and documents by hand',
  inject: async ({ stack, ledger, log, startLoad, runTool }) => {
    const { opensearchUrl: url, parkedTableName } = stack.settings;
    const load = startLoad();
    await sleep(2_500);
    await askOpensearch(url, 'DELETE', '/users-v1');
    await askOpensearch(url, 'PUT', '/users-v1', wrongIndex);
    const bookIds = [...ledger.places()].flatMap(([place, state]) =>
      place.startsWith('books/') && state !== 'absent' ? [place.slice('books/'.length)] : [],
    );
    await writeByHand(url, bookIds.slice(0, strangers));
    await sleep(underLoadMs);
    await load.stop();
    await waitUntilQuiet(stack.settings);
    const parked = (await listRows(parkedTableName)).length;
    const verified = await runTool('verify');

    // Other clients, that leave alone what has been parked: only redrive and repair can put that right.
    const otherLoad = startLoad();
    await askOpensearch(url, 'DELETE', '/users-v1');
    await stack.createIndexes();
    const redriven = await runTool('redrive');
    const repaired = await runTool('repair');
    await otherLoad.stop();
    const left = (await listRows(parkedTableName)).length;
    const { records, applied } = log.peek();
    return {
      did:
        `index users replaced by one with a numeric comment: ${parked} keys parked, the rest went on; ${2 * strangers} books written by hand; ` +
        `mended by redrive (${redriven.counts.applied ?? 0} applied) and repair (${(repaired.counts.written ?? 0) + (repaired.counts.deleted ?? 0)} places)`,
      problems: [
        ...expectThat(parked > 0, 'Expected parked keys, got none.'),
        ...expectThat(redriven.counts.applied === parked, `Expected redrive to apply ${parked}, got ${redriven.said}`),
        ...expectThat(applied > 0 && records > 0, 'Expected other records to go on, got none.'),
        ...expectThat(verified.exitCode === 1, `Expected verify to exit 1 meanwhile, got ${verified.exitCode}.`),
        ...expectThat(
          redriven.exitCode === 0,
          `Expected redrive to exit 0, got ${redriven.exitCode}: ${redriven.said}`,
        ),
        ...expectThat(repaired.exitCode === 0, `Expected repair to exit 0, got ${repaired.exitCode}: ${repaired.said}`),
        ...expectThat(left === 0, `Expected no parked key afterwards, got ${left}.`),
      ],
    };
  },
};
