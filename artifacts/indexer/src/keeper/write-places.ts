import { type Change, toPlace } from '../core/change.ts';
import type { Verdict } from '../core/outcome.ts';
import type { ParkedKey } from '../flow/parked-keys.ts';
import { planChanges } from '../flow/plan-changes.ts';
import { writeChanges } from '../flow/write-changes.ts';
import type { WriteDependencies } from '../flow/write-dependencies.ts';
import type { Finding } from './slice.ts';

/** One place that is to show the present state of the item that `change` is about. */
export interface AskedPlace {
  readonly change: Change;
  /** Concrete index. */
  readonly index: string;
  /** What was kept of it before; undefined when that was not looked for. */
  readonly row: ParkedKey | undefined;
}

/**
 * Writes the present state to these places, as the stream path does, and says of each what has become of it: `applied`,
 * `parked` with the newest reason, or `failed` when neither is certain.
 */
export async function writePlaces(places: readonly AskedPlace[], d: WriteDependencies): Promise<readonly Finding[]> {
  // All indexes of an entity are written by one change.
  const changes = new Map(places.map(({ change }) => [toPlace(change), change]));
  const verdicts = await writeChanges(await planChanges([...changes.values()], d.readItems), d);
  const verdictOf = ({ change }: AskedPlace) => verdicts.get(changes.get(toPlace(change)) ?? change);

  const asked = places.filter((place) => place.row || verdictOf(place)?.outcome === 'parked');
  const found = await d.parkedKeys.find(asked.map(({ index, change: { documentId } }) => ({ index, documentId })));
  const rows = found && new Map(found.map((row) => [`${row.index}/${row.documentId}`, row]));
  const findings: Finding[] = [];
  for (const place of places) {
    const verdict = verdictOf(place);
    const isWritten = verdict !== undefined && verdict.outcome !== 'retry';
    findings.push(isWritten && rows ? settle(place, rows) : toFailure(place, verdict));
  }
  return findings;
}

/** A row that is still there was refused again, or holds something newer than what has been written. */
function settle(place: AskedPlace, rows: ReadonlyMap<string, ParkedKey>): Finding {
  const row = rows.get(`${place.index}/${place.change.documentId}`);
  return row ? toFinding(place, 'parked', row.reason) : toFinding(place, 'applied');
}

function toFailure(place: AskedPlace, verdict: Verdict | undefined): Finding {
  return toFinding(place, 'failed', verdict?.reason ?? 'not known whether it is parked');
}

function toFinding({ index, change: { documentId, key } }: AskedPlace, kind: string, reason?: string): Finding {
  return { kind, index, documentId, key, ...(reason !== undefined && { reason }) };
}
