import { isMalformed, type Key, type Malformed } from './attribute-value.ts';
import type { Change } from './change.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Entity } from './entity.ts';
import { findAllReaches } from './find-reaches.ts';

/**
 * Changes that make the indexes of these entities show whatever the table holds of this key when it is read: how redrive,
 * repair and rebuild write, and what is left of a record whose images cannot be read. Nothing is known of what it was
 * before, so everything that shows something of it is reached, too.
 */
export function toKeyChanges(
  key: Key,
  entities: readonly Entity[],
  all: readonly Entity[] = entities,
): readonly Change[] | Malformed {
  const documentId = encodeDocumentId(key);
  if (isMalformed(documentId)) return documentId;
  return entities.map((entity) => ({
    kind: 'delete',
    entity,
    key,
    documentId,
    version: 0n,
    item: undefined,
    isForeign: false,
    isUnordered: false,
    source: 'table',
    readAtMs: undefined,
    reaches: findAllReaches(entity, key, all),
  }));
}
