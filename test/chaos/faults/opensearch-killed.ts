import { setTimeout as sleep } from 'node:timers/promises';
import { expectThat, type Fault } from '../fault.ts';

const downMs = 60_000;
/** The load goes on while the backlog is worked off. */
const afterMs = 3_000;

export const opensearchKilled: Fault = {
  name: 'OpenSearch killed for 60 s',
  inject: async ({ stack, api, ledger, startLoad }) => {
    const load = startLoad();
    await sleep(1_000);
    const before = ledger.acknowledged();
    await stack.kill('opensearch');
    await sleep(downMs / 2);
    const search = await api('GET', '/search?q=annals');
    await sleep(downMs / 2);
    const meanwhile = ledger.acknowledged() - before;
    await stack.start('opensearch');
    await sleep(afterMs);
    await load.stop();
    return {
      did: `SIGKILL, ${downMs / 1_000} s later started again; the API took ${meanwhile} writes meanwhile, searches answered ${search.status}`,
      problems: [
        ...expectThat(search.status === 503, `Expected a search to answer 503 meanwhile, got ${search.status}.`),
        ...expectThat(meanwhile > 1_000, `Expected more than 1,000 writes meanwhile, got ${meanwhile}.`),
      ],
    };
  },
};
