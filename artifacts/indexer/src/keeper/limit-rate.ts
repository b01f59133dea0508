import type { KeeperDependencies } from './keeper-dependencies.ts';

/** The first line of an action of a bulk request. */
const action = /^\{"(?:index|create|delete)":\{"_index":/gm;

/**
 * The same, with no more than `rate` items a second read from the table and documents written to the index, all together
 * and however many are at it side by side. At the end of a slice what is begun is finished without waiting.
 */
export function limitRate<D extends KeeperDependencies>(d: D, rate: number | undefined): D {
  if (rate === undefined) return d;
  let freeAtMs = Number.NEGATIVE_INFINITY;
  const take = async (count: number): Promise<void> => {
    const atMs = Math.max(d.nowMs(), freeAtMs);
    freeAtMs = atMs + (count * 1_000) / rate;
    for (let waitMs = atMs - d.nowMs(); waitMs > 0 && d.hasTime(); waitMs = atMs - d.nowMs()) await d.wait(waitMs);
  };
  return {
    ...d,
    scanTable: async (segment) => {
      await take(segment.limit);
      const page = await d.scanTable(segment);
      freeAtMs -= ((segment.limit - (page?.items.length ?? 0)) * 1_000) / rate;
      return page;
    },
    readItems: async (references) => {
      await take(references.length);
      return d.readItems(references);
    },
    send: async (request) => {
      if (request.path === '/_bulk') await take(request.body?.match(action)?.length ?? 0);
      return d.send(request);
    },
  };
}
