import { createHash } from 'node:crypto';
import type { AttributeValue, Item } from '../../src/core/attribute-value.ts';

// The projections of the library, written a second time: the ones under test are not asked what they should have done.

/** Name of an entity → its index; the prefix tells the indexes of one history from those of others. */
export const indexNames = { Author: 'authors', Book: 'books', User: 'users', Rental: 'rentals' } as const;

export type EntityName = keyof typeof indexNames;

export const entityNames = Object.keys(indexNames) as readonly EntityName[];

const fields: Readonly<Record<EntityName, readonly string[]>> = {
  Author: ['authorId', 'name', 'birthdate', 'version', 'updatedAt'],
  Book: ['bookId', 'title', 'authorId', 'version', 'updatedAt'],
  User: ['userId', 'name', 'version', 'updatedAt'],
  Rental: ['bookId', 'userId', 'comment', 'version', 'updatedAt'],
};

export function typeOf(item: Item | undefined): EntityName | undefined {
  const type = item?.type;
  return type && 'S' in type ? (type.S as EntityName) : undefined;
}

/** What has to stand in the index for an item, given its author. */
export function expectedDocument(item: Item, author: Item | undefined, id: string): Readonly<Record<string, unknown>> {
  const type = typeOf(item) ?? 'User';
  const document = Object.fromEntries(
    fields[type].flatMap((name) => (item[name] ? [[name, plain(item[name])] as const] : [])),
  );
  const name = type === 'Book' ? author?.name : undefined;
  const documentId = toDocumentId(id);
  return {
    ...document,
    ...(name && { authorName: plain(name) }),
    ...(documentId.startsWith('sha256:') && { _key: { id: { S: id } } }),
  };
}

/** Ids of the library hold letters, digits and colons only. */
export function toDocumentId(id: string): string {
  const plainId = `S:${id}`;
  return plainId.length > 512 ? `sha256:${createHash('sha256').update(plainId).digest('hex')}` : plainId;
}

/** Whether OpenSearch will never take the document: an object where the mapping has text, or more than a request may hold. */
export function isRefused(item: Item, author: Item | undefined): boolean {
  const shown = expectedDocument(item, author, '');
  const texts = [shown.title, shown.name, shown.comment, shown.authorName];
  return texts.some((text) => typeof text === 'object' || String(text ?? '').length >= bigLength);
}

/** Characters of a text that no request may hold, and bytes that a request may hold. */
export const bigLength = 5_000;
export const maxBodyBytes = 4_500;

function plain(value: AttributeValue): unknown {
  if ('N' in value) return Number(value.N);
  if ('M' in value) return Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, plain(member)]));
  return Object.values(value)[0];
}
