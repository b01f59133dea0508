import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '../../e2e/support/wait-until.ts';
import { askOpensearch } from '../ask-opensearch.ts';
import { expectThat, type Fault } from '../fault.ts';

const prefix = 'cluster.routing.allocation.disk.watermark';
/** OpenSearch looks at its disk as often as it can; after a look that changes something it would else wait for a minute. */
const often = { 'cluster.info.update.interval': '10s', 'cluster.routing.allocation.disk.reroute_interval': '1s' };
const blockedMs = 15_000;
const lookTimeoutMs = 40_000;

/** As much free space as no disk has, or OpenSearch's own limits again. */
function setWatermarks(url: string, isFull: boolean): Promise<unknown> {
  const free = (amount: string) => (isFull ? amount : null);
  return askOpensearch(url, 'PUT', '/_cluster/settings', {
    persistent: {
      [`${prefix}.low`]: free('900pb'),
      [`${prefix}.high`]: free('800pb'),
      [`${prefix}.flood_stage`]: free('700pb'),
      ...often,
    },
  });
}

/** Whether it takes no documents, or no new indexes: a full disk closes both. */
async function isBlocked(url: string): Promise<boolean> {
  const { blocks } = (await askOpensearch(url, 'GET', '/_cluster/state/blocks')) as { blocks: object };
  return Object.keys(blocks).length > 0;
}

export const diskFull: Fault = {
  name: 'Disk full (flood-stage watermark)',
  inject: async ({ stack, ledger, log, startLoad }) => {
    const { opensearchUrl: url } = stack.settings;
    const load = startLoad();
    await setWatermarks(url, true);
    await waitUntil(() => isBlocked(url), Boolean, lookTimeoutMs);
    const before = ledger.acknowledged();
    await sleep(blockedMs);
    const meanwhile = ledger.acknowledged() - before;
    await setWatermarks(url, false);
    await waitUntil(
      () => isBlocked(url),
      (blocked) => !blocked,
      lookTimeoutMs,
    );
    await load.stop();
    const { redelivered, parked } = log.peek();
    return {
      did: `blocked for ${blockedMs / 1_000} s by its own watermark, then released; the API took ${meanwhile} writes meanwhile`,
      problems: [
        ...expectThat(redelivered > 0, 'Expected batches that were held back by the block, got none.'),
        ...expectThat(parked === 0, `Expected nothing to be parked for a block, got ${parked}.`),
      ],
    };
  },
};
