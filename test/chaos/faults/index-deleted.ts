import { setTimeout as sleep } from 'node:timers/promises';
import { askOpensearch } from '../ask-opensearch.ts';
import { expectThat, type Fault } from '../fault.ts';
import { waitUntilQuiet } from '../wait-until-quiet.ts';

const earlyMs = 4_000;
const underLoadMs = 3_000;

export const indexDeleted: Fault = {
  name: 'Index deleted under load, `make rebuild`',
  inject: async ({ stack, api, ledger, startLoad, runTool }) => {
    const { opensearchUrl: url } = stack.settings;
    // What these clients have written is nobody's any more: only the rebuild can bring it back.
    const early = startLoad();
    await sleep(earlyMs);
    await early.stop();
    await waitUntilQuiet(stack.settings);
    const load = startLoad();
    await sleep(1_000);
    await askOpensearch(url, 'DELETE', '/books-*');
    await sleep(underLoadMs);
    const lost = await api('GET', '/search?q=annals');
    const rebuilt = await runTool('rebuild --index books');
    await load.stop();
    await waitUntilQuiet(stack.settings);
    const books = [...ledger.places()].filter(([place, state]) => place.startsWith('books/') && state !== 'absent');
    await askOpensearch(url, 'POST', '/books/_refresh');
    const found = (await api('GET', '/search?q=annals')).body as { total?: number };
    const count = (await askOpensearch(url, 'GET', '/books/_count')) as { count: number };
    const finished = await runTool('rebuild --finish');
    return {
      did: `search answered ${lost.status} while it was gone; rebuild took ${Math.round(rebuilt.seconds)} s beside the load; then ${count.count} books, ${found.total} found by one search`,
      problems: [
        ...expectThat(lost.status >= 500, `Expected a search without an index to fail, got ${lost.status}.`),
        ...expectThat(rebuilt.exitCode === 0, `Expected rebuild to exit 0, got ${rebuilt.exitCode}: ${rebuilt.said}`),
        ...expectThat(
          finished.exitCode === 0,
          `Expected --finish to exit 0, got ${finished.exitCode}: ${finished.said}`,
        ),
        ...expectThat(count.count === books.length, `Expected ${books.length} books, got ${count.count}.`),
        // Each of them has the word in its title.
        ...expectThat(found.total === books.length, `Expected a search to find ${books.length}, got ${found.total}.`),
      ],
    };
  },
};
