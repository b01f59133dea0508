import { type Item, isMalformed, type Key, type Malformed } from './attribute-value.ts';
import type { Change } from './change.ts';
import { encodeDocumentId } from './encode-document-id.ts';
import type { Entity } from './entity.ts';
import { findReaches } from './find-reaches.ts';
import { getVersion } from './item-version.ts';

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
 * the item went from one entity to another. A record that is not as DynamoDB sends it gives the reason, never a throw.
 */
export function parseRecord(record: unknown, entities: readonly Entity[]): readonly Change[] | Malformed {
  const images = parseImages(record);
  if (isMalformed(images)) return images;

  const { before, after } = images;
  const owner = after && entities.find((entity) => entity.claims(after));
  const formerOwner = before && entities.find((entity) => entity.claims(before));
  const changes: Change[] = [];
  if (before && formerOwner && formerOwner !== owner)
    changes.push(toDelete(formerOwner, { ...images, before }, entities));
  if (after && owner) changes.push(toUpsert(owner, { ...images, after }, entities));
  return changes;
}

/** Undefined when there is none; then nothing could be reported to Lambda about this record. */
export function getSequenceNumber(record: unknown): string | undefined {
  const value = member(member(record, 'dynamodb'), 'SequenceNumber');
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** When DynamoDB wrote the change, epoch milliseconds (its grain is a second). */
export function getCreatedAtMs(record: unknown): number | undefined {
  const seconds = member(member(record, 'dynamodb'), 'ApproximateCreationDateTime');
  return typeof seconds === 'number' && Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}

function parseImages(record: unknown): Images | Malformed {
  const change = member(record, 'dynamodb');
  const key = member(change, 'Keys');
  if (!isItem(key)) return { malformed: 'Expected `dynamodb.Keys` to be an object, got none.' };
  const documentId = encodeDocumentId(key);
  if (isMalformed(documentId)) return documentId;

  const eventName = member(record, 'eventName');
  const expected = expectedImages.get(eventName);
  if (!expected) return { malformed: 'Expected `eventName` to be INSERT, MODIFY or REMOVE, got another.' };
  for (const image of expected) {
    if (!isItem(member(change, image))) {
      return { malformed: `Expected \`dynamodb.${image}\` in a record of ${eventName}, got none.` };
    }
  }
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
  return {
    kind: 'upsert',
    entity,
    key,
    documentId,
    version: version ?? 0n,
    item: after,
    foreignWrite: version === undefined || (formerVersion !== undefined && version <= formerVersion),
    source: 'stream',
    reaches: findReaches(entity, { key, before: wasHere ? before : undefined, after }, entities),
  };
}

function toDelete(entity: Entity, { before, ...images }: WithBefore, entities: readonly Entity[]): Change {
  const { key, documentId, after } = images;
  const version = getVersion(before);
  return {
    kind: 'delete',
    entity,
    key,
    documentId,
    version: (version ?? 0n) + 1n,
    item: before,
    // An item that became another entity's has a version of its own by now: only a new read tells.
    foreignWrite: version === undefined || after !== undefined,
    source: 'stream',
    reaches: findReaches(entity, { key, before, after: undefined }, entities),
  };
}

function member(value: unknown, name: string): unknown {
  return isItem(value) && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Only the outer shape: attribute values are checked where they are read, each by its name. */
function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
