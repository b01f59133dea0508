import type { Item, Key } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import { toKey } from '../core/encode-document-id.ts';
import type { Part } from '../core/part.ts';
import { toPresentChange } from '../core/to-present-change.ts';
import { planJoined } from '../flow/plan-changes.ts';
import type { TablePage } from '../flow/scan-table.ts';
import type { Target } from './compare-position.ts';
import { insist, theTable } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import type { Seen } from './look-at-documents.ts';
import { askFor, lookAtPlaces } from './look-at-places.ts';

export interface ComparedPage {
  /** Only those that differ. */
  readonly differing: readonly Seen[];
  /** How many were compared, and where the pass goes on. */
  readonly compared: number;
  /** Of the table, how many items there were. */
  readonly scanned: number;
  readonly nextKey: Key | undefined;
}

/** Bounds what is in memory, together with the 1 MB at which DynamoDB ends a page. */
const pageSize = 250;

interface Asked {
  readonly target: number;
  readonly change: Change;
  readonly key: Key;
}

/** The items of one page against the documents that they should have. Joined items are read; their own state is the page's. */
export async function compareTablePage(
  targets: readonly Target[],
  place: Part & { readonly startKey: Key | undefined },
  dependencies: KeeperDependencies,
): Promise<ComparedPage> {
  const segment = { ...place, limit: pageSize };
  const page = await insist(theTable, () => dependencies.scanTable(segment), dependencies);
  const asked = page.items.flatMap((item) => toAsked(item, { page, targets, dependencies }));
  const watched = asked.map(({ change, target }) => ({ change, index: targets[target]?.index ?? '' }));
  const looks = await lookAtPlaces(watched, dependencies, (changes) => planJoined(changes, dependencies.readItems));
  const differing = asked.flatMap(({ target, change, key }, i) => {
    const look = looks[i];
    return look?.difference ? [{ target, documentId: change.documentId, key, look }] : [];
  });
  return { differing, compared: asked.length, scanned: page.items.length, nextKey: page.nextKey };
}

interface PageContext {
  readonly page: TablePage;
  readonly targets: readonly Target[];
  readonly dependencies: KeeperDependencies;
}

function toAsked(item: Item, { page, targets, dependencies }: PageContext): readonly Asked[] {
  const key = toKey(item, dependencies.keyNames);
  return targets.flatMap(({ entity }, target) => {
    const change = entity.claims(item) ? askFor(key, entity) : undefined;
    if (!change) return [];
    return [{ target, key, change: toPresentChange(change, { item, readAtMs: page.readAtMs }) }];
  });
}
