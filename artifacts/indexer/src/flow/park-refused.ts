import { getString, type Item } from '../core/attribute-value.ts';
import type { Change } from '../core/change.ts';
import type { Entity } from '../core/entity.ts';
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
  const asked = new Map<Change, { readonly place: WrittenPlace; readonly row: ParkedKey }>();
  for (const place of places) {
    const row = rowOf.get(`${place.index}/${place.change.documentId}`);
    if (row) asked.set({ ...place.change, source: 'table' }, { place, row });
  }
  const unsettled = new Set<WrittenPlace>();
  const settled: (readonly [WrittenPlace, ParkedKey])[] = [];
  for (const [change, plan] of await planChanges([...asked.keys()], readItems)) {
    const { place, row } = asked.get(change) ?? {};
    if (!place || !row) continue;
    // What it joins may have changed without showing: then nobody comes by this place again.
    const isPresent = plan.kind === 'operation' && plan.operation.document === place.operation.document;
    if (plan.kind === 'unread') unsettled.add(place);
    else if (isPresent) settled.push([place, row]);
  }
  for (let i = 0; i < settled.length; i += removedAtOnce) {
    const removing = settled.slice(i, i + removedAtOnce).map(async ([place, row]) => {
      if (!(await parkedKeys.remove(row))) unsettled.add(place);
    });
    await Promise.all(removing);
  }
  return unsettled;
}

const removedAtOnce = 16;

function toParkedKey({ change, index, plan, version, reason }: Refusal, parkedAtMs: number): ParkedKey {
  const { documentId, key, entity } = change;
  const item = plan.kind === 'operation' ? plan.operation.change.item : change.item;
  const joined = item && toJoined(entity, item);
  return { index, documentId, entity: entity.name, key, joined, version, reason, parkedAtMs };
}

function toJoined({ joins }: Entity, item: Item): Readonly<Record<string, string>> {
  return Object.fromEntries(joins.map(({ by }) => [by, getString(item, by) ?? '']));
}
