import { getString, type Item, isMalformed, type Key } from './attribute-value.ts';
import type { Change } from './change.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Entity } from './entity.ts';
import { getVersion, versionOfAbsent } from './item-version.ts';
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
  /** Sum of the versions of all items the document is built from. */
  readonly externalVersion: bigint;
  /** JSON text; undefined for a delete. */
  readonly document: string | undefined;
  readonly joined: JoinedFields;
  /** The versions it was built from, one by one: two plans of one state have the same basis. */
  readonly basis: string;
}

export interface Plan {
  /** In the order of the changes. */
  readonly operations: readonly Operation[];
  /** Changes that cannot become a document, with the reason. */
  readonly refused: readonly { readonly change: Change; readonly reason: string }[];
  /** Changes that need an item which could not be read. */
  readonly unread: readonly Change[];
}

export interface Reference {
  readonly id: string;
  readonly key: Key;
}

/** The items that the document of `item` takes fields from, join by join; undefined where there can be none. */
export function findJoined(entity: Entity, item: Item | undefined): readonly (Reference | undefined)[] {
  return entity.joins.map((join) => {
    const value = item && getString(item, join.by);
    const key = value === undefined ? undefined : join.toKey(value);
    if (key === undefined) return undefined;
    const id = encodeDocumentId(key);
    return isMalformed(id) ? undefined : { id, key };
  });
}

/** Changes of different places become operations in the same order; external version = sum of versions. */
export function planBulk(changes: readonly Change[], reads: ItemReads): Plan {
  const operations: Operation[] = [];
  const refused: { change: Change; reason: string }[] = [];
  const unread: Change[] = [];
  for (const change of changes) {
    const operation = planChange(change, reads);
    if (operation === undefined) unread.push(change);
    else if (isMalformed(operation)) refused.push({ change, reason: operation.malformed });
    else operations.push(operation);
  }
  return { operations, refused, unread };
}

function planChange(change: Change, reads: ItemReads): Operation | { malformed: string } | undefined {
  const { entity, item } = change;
  const references = findJoined(entity, item);
  let externalVersion = change.version;
  let joined: JoinedFields = {};
  const basis = [change.kind === 'upsert' ? String(change.version) : 'gone'];
  for (const [i, join] of entity.joins.entries()) {
    const reference = references[i];
    if (reference === undefined) continue;
    const read = reads.get(reference.id);
    if (read === undefined) return undefined;
    const version = read.item ? (getVersion(read.item) ?? 0n) : versionOfAbsent(read.readAtMs);
    externalVersion += version;
    basis.push(read.item ? String(version) : 'absent');
    const fields = projectJoin(join, read.item);
    if (isMalformed(fields)) return { malformed: fields.malformed };
    joined = { ...joined, ...fields };
  }
  const common = { change, externalVersion, joined, basis: basis.join('+') };
  if (change.kind === 'delete') return { ...common, document: undefined };
  const document = projectDocument(entity, change.item, joined);
  return isMalformed(document) ? document : { ...common, document };
}
