import type { Change } from '../core/change.ts';
import type { Operation, Planned } from '../core/plan-change.ts';
import type { ParkedKey } from './parked-keys.ts';
import { planChanges } from './plan-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

/** A document that OpenSearch will never accept, in one index. */
export interface Refusal {
  readonly change: Change;
  readonly index: string;
  /** What was refused. */
  readonly plan: Planned;
  readonly version: bigint;
  readonly reason: string;
}

/** What stands in one index now, because it was written. */
export interface WrittenPlace {
  readonly change: Change;
  readonly index: string;
  readonly operation: Operation;
}

/** Keeps refused places, so that they can be forgotten by the stream. Gives back those that are safe. */
export async function parkRefused(
  refusals: readonly Refusal[],
  { parkedKeys, nowMs }: WriteDependencies,
): Promise<ReadonlySet<Refusal>> {
  if (refusals.length === 0) return new Set();
  const rows = new Map(refusals.map((refusal) => [toParkedKey(refusal, nowMs()), refusal]));
  const kept = await parkedKeys.put([...rows.keys()]);
  return new Set([...rows].flatMap(([row, refusal]) => (kept.has(row) ? [refusal] : [])));
}

/**
 * Forgets what is kept of places that have been written since. A row is believed only against the table: what was written
 * may be older than what was refused. Gives back the places of which it is not known.
 */
export async function clearParked(
  places: readonly WrittenPlace[],
  { parkedKeys, readItems }: WriteDependencies,
): Promise<ReadonlySet<WrittenPlace>> {
  if (places.length === 0) return new Set();
  const rows = await parkedKeys.find(places.map(({ index, change: { documentId } }) => ({ index, documentId })));
  if (!rows) return new Set(places);
  const rowOf = new Map(rows.map((row) => [`${row.index}/${row.documentId}`, row]));
  const unsettled = new Set<WrittenPlace>();
  for (const place of places) {
    const row = rowOf.get(`${place.index}/${place.change.documentId}`);
    if (!row) continue;
    const asked = { ...place.change, source: 'table' } as const;
    const plan = (await planChanges([asked], readItems)).get(asked);
    const isKnown = plan !== undefined && plan.kind !== 'unread';
    // What it joins may have changed without showing: then nobody comes by this place again.
    const isPresent = plan?.kind === 'operation' && plan.operation.document === place.operation.document;
    if (!isKnown || (isPresent && !(await parkedKeys.remove(row)))) unsettled.add(place);
  }
  return unsettled;
}

function toParkedKey({ change, index, version, reason }: Refusal, parkedAtMs: number): ParkedKey {
  const { documentId, key, entity } = change;
  return { index, documentId, entity: entity.name, key, version, reason, parkedAtMs };
}
