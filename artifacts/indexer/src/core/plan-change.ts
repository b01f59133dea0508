import { type Item, isMalformed } from './attribute-value.ts';
import type { Change } from './change.ts';
import { findJoined } from './find-joined.ts';
import { getVersion, versionOfRead } from './item-version.ts';
import { type JoinedFields, projectDocument, projectJoin } from './project-document.ts';

/** What a consistent read found, and when it was begun (epoch milliseconds). */
export interface ItemRead {
  readonly item: Item | undefined;
  readonly readAtMs: number;
}

/** Reads by encoded key. What is not in it could not be read. */
export type ItemReads = ReadonlyMap<string, ItemRead>;

/** One write of a bulk request: what shall stand at one place. */
export interface Operation {
  readonly change: Change;
  /** Sum of the versions of all items the document is built from; the read version where that puts nothing in order. */
  readonly externalVersion: bigint;
  /** Above every sum of versions of what was there before the read; 0 for what has not been read. */
  readonly readVersion: bigint;
  /** JSON text; undefined for a delete. */
  readonly document: string | undefined;
  readonly joined: JoinedFields;
  /** The versions it was built from, one by one: two plans of one state have the same basis. */
  readonly basis: string;
}

/** What is to be written for one change by now. */
export type Planned =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** It cannot become a document. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** An item that it needs could not be read. */
  | { readonly kind: 'unread' };

/** The document of a change, and the version that puts it in order: external version = sum of versions. */
export function planChange(change: Change, reads: ItemReads): Planned {
  const { entity, item, isUnordered } = change;
  const references = findJoined(entity, item);
  let externalVersion = change.version;
  let joined: JoinedFields = {};
  let basis = change.kind === 'upsert' ? String(change.version) : 'gone';
  for (const [i, join] of entity.joins.entries()) {
    const reference = references[i];
    if (reference === undefined) continue;
    const read = reads.get(reference.id);
    if (read === undefined) return { kind: 'unread' };
    const version = read.item && getVersion(read.item);
    externalVersion += version ?? versionOfRead(read.readAtMs);
    basis += read.item ? `+${version ?? 'foreign'}` : '+absent';
    const fields = projectJoin(join, read.item);
    if (isMalformed(fields)) return { kind: 'refused', reason: fields.malformed };
    joined = { ...joined, ...fields };
  }
  const readVersion = toReadVersion(change);
  if (isUnordered && readVersion > 0n) externalVersion = readVersion;
  const document = change.kind === 'delete' ? undefined : projectDocument(change, joined);
  if (isMalformed(document)) return { kind: 'refused', reason: document.malformed };
  return { kind: 'operation', operation: { change, externalVersion, readVersion, document, joined, basis } };
}

function toReadVersion({ entity, readAtMs }: Change): bigint {
  return readAtMs === undefined ? 0n : BigInt(1 + entity.joins.length) * versionOfRead(readAtMs);
}
