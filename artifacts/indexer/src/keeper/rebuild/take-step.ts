import { compareFresh } from './compare-fresh.ts';
import { createFresh } from './create-fresh.ts';
import { fillFresh } from './fill-fresh.ts';
import { leaveWriters } from './leave-writers.ts';
import type { Rebuild } from './rebuild-row.ts';
import type { RebuildDependencies, Step } from './rebuild-step.ts';
import { removeIndexes } from './remove-indexes.ts';
import { switchSearch } from './switch-search.ts';
import { waitForIndexers } from './wait-for-indexers.ts';

/** One step of a rebuild, by its stage. */
export async function takeStep(rebuild: Rebuild, d: RebuildDependencies): Promise<Step> {
  switch (rebuild.stage) {
    case 'create':
      return createFresh(rebuild, d);
    case 'settle':
      return waitForIndexers(rebuild, { ...rebuild, stage: 'fill' }, d);
    case 'fill':
      return fillFresh(rebuild, d);
    case 'compare':
      return compareFresh(rebuild, d);
    case 'switch':
      return switchSearch(rebuild, d);
    case 'switched':
      return { next: undefined };
    case 'leave':
      return leaveWriters(rebuild, d);
    case 'drain':
      return waitForIndexers(rebuild, { ...rebuild, stage: 'remove' }, d);
    case 'remove':
      return removeIndexes(rebuild, d);
  }
}
