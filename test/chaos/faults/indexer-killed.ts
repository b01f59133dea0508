import { setTimeout as sleep } from 'node:timers/promises';
import { askOpensearch } from '../ask-opensearch.ts';
import { expectThat, type Fault } from '../fault.ts';
import { killFunction } from '../kill-function.ts';
import type { ChaosStack } from '../start-stack.ts';

const kills = 20;
const everyMs = 3_000;
const aimMs = 1_500;

/** Operations that OpenSearch has begun, of all indexes. */
async function countIndexed(url: string): Promise<number> {
  const stats = (await askOpensearch(url, 'GET', '/_stats/indexing')) as {
    _all: { total: { indexing: { index_total: number; delete_total: number } } };
  };
  const { index_total, delete_total } = stats._all.total.indexing;
  return index_total + delete_total;
}

/** Waits for the moment at which OpenSearch has work from the indexer, which has not yet told anybody that it is done. */
async function takeAim(url: string): Promise<void> {
  const before = await countIndexed(url);
  for (const deadline = Date.now() + aimMs; Date.now() < deadline; ) {
    if ((await countIndexed(url)) !== before) return;
  }
}

/** The function's process, or every fourth time all that stands behind the stream, with its checkpoint in memory. */
async function killIndexer(stack: ChaosStack, isWhole: boolean): Promise<void> {
  await takeAim(stack.settings.opensearchUrl);
  if (!isWhole) return void killFunction(stack, 'index.mjs');
  await stack.kill('stream');
}

export const indexerKilled: Fault = {
  name: 'Indexer killed every 3 s for 60 s',
  inject: async ({ stack, log, startLoad }) => {
    const load = startLoad();
    const startedMs = Date.now();
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(startedMs + kill * everyMs - aimMs / 2 - Date.now());
      const isWhole = kill % 4 === 0;
      await killIndexer(stack, isWhole);
      if (!isWhole) continue;
      // It begins its log anew.
      log.read();
      await stack.start('stream');
    }
    await load.stop();
    const { redelivered } = log.peek();
    return {
      did: `${kills} SIGKILLs at work: 15 to the function, 5 to the whole stream process; ${redelivered} of the first in the middle of a batch`,
      problems: expectThat(redelivered > 0, 'Expected a kill in the middle of a batch, got none.'),
    };
  },
};
