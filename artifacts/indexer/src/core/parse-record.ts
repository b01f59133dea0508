import { type Item, isMalformed, type Key, type Malformed } from './attribute-value.ts';
import type { Change } from './change.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Entity } from './entity.ts';
import { joinsSame } from './find-joined.ts';
import { findReaches } from './find-reaches.ts';
import { getVersion } from './item-version.ts';
import { isObject, member } from './stream-event.ts';
import { toKeyChanges } from './to-key-changes.ts';

interface Images {
  readonly key: Key;
  readonly documentId: string;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

type WithBefore = Images & { readonly before: Item };
type WithAfter = Images & { readonly after: Item };

/**
 * What one record of the stream did to the read model: no change when no entity claims the item, one as a rule, two when
 * the item went from one entity to another. Of a record that is not as DynamoDB sends it the key is believed, and the
 * state looked up; one without a usable key gives the reason, never a throw.
 */
export function parseRecord(record: unknown, entities: readonly Entity[]): readonly Change[] | Malformed {
  const images = parseImages(record);
  if (isMalformed(images)) return images;
  if ('unreadable' in images) return toUnorderedChanges(images.unreadable, entities);

  const { before, after } = images;
  const owner = after && entities.find((entity) => entity.claims(after));
  const formerOwner = before && entities.find((entity) => entity.claims(before));
  const changes: Change[] = [];
  if (before && formerOwner && formerOwner !== owner)
    changes.push(toDelete(formerOwner, { ...images, before }, entities));
  if (after && owner) changes.push(toUpsert(owner, { ...images, after }, entities));
  return changes;
}

/** Nobody can tell whether the version was raised. */
function toUnorderedChanges(key: Key, entities: readonly Entity[]): readonly Change[] | Malformed {
  const changes = toKeyChanges(key, entities);
  if (isMalformed(changes)) return changes;
  return changes.map((change) => ({
    ...change,
    isUnordered: true,
    reaches: change.reaches.map((reach) => ({ ...reach, isUnordered: true })),
  }));
}

function parseImages(record: unknown): Images | { readonly unreadable: Key } | Malformed {
  const change = member(record, 'dynamodb');
  const keys = member(change, 'Keys');
  if (!isObject(keys)) return { malformed: 'Expected `dynamodb.Keys` to be an object, got none.' };
  // Attribute values are checked where they are read, each by its name.
  const key = keys as Key;
  const documentId = encodeDocumentId(key);
  if (isMalformed(documentId)) return documentId;

  const expected = expectedImages.get(member(record, 'eventName'));
  if (!expected?.every((image) => isObject(member(change, image)))) return { unreadable: key };
  const imageOf = (name: string): Item | undefined =>
    expected.includes(name) ? (member(change, name) as Item) : undefined;
  return { key, documentId, before: imageOf('OldImage'), after: imageOf('NewImage') };
}

const expectedImages: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['INSERT', ['NewImage']],
  ['MODIFY', ['OldImage', 'NewImage']],
  ['REMOVE', ['OldImage']],
]);

function toUpsert(entity: Entity, { after, ...images }: WithAfter, entities: readonly Entity[]): Change {
  const { key, documentId, before } = images;
  const version = getVersion(after);
  const formerVersion = before && getVersion(before);
  const wasHere = before !== undefined && entity.claims(before);
  const isForeign = version === undefined || (formerVersion !== undefined && version <= formerVersion);
  const isUnordered = isForeign || (wasHere && !joinsSame(entity, before, after));
  return {
    kind: 'upsert',
    entity,
    key,
    documentId,
    version: version ?? 0n,
    item: after,
    isForeign,
    isUnordered,
    source: 'stream',
    readAtMs: undefined,
    reaches: findReaches(
      entity,
      { key, before: wasHere ? before : undefined, after, isUnordered: isForeign },
      entities,
    ),
  };
}

function toDelete(entity: Entity, { before, ...images }: WithBefore, entities: readonly Entity[]): Change {
  const { key, documentId, after } = images;
  const version = getVersion(before);
  const isForeign = version === undefined;
  return {
    kind: 'delete',
    entity,
    key,
    documentId,
    version: (version ?? 0n) + 1n,
    item: before,
    isForeign,
    // An item that became another entity's has a version of its own by now: only a new read tells.
    isUnordered: isForeign || after !== undefined,
    source: 'stream',
    readAtMs: undefined,
    reaches: findReaches(entity, { key, before, after: undefined, isUnordered: isForeign }, entities),
  };
}
