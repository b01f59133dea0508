import { createHash } from 'node:crypto';
import { getAttribute, type Item, isMalformed, type Key, type Malformed } from './attribute-value.ts';
import { toCanonicalDecimal } from './to-canonical-decimal.ts';

/** OpenSearch's limit for `_id` since 2.9. */
const maxIdBytes = 512;

/**
 * The document id of an item: its key attributes in the order of their names, each as `<type>:<value>`, joined by `|`:
 * `S:Book:7Zk…`, `N:42|S:a%7Cb`. Values keep ASCII letters, digits and `-._~:`; every other byte is `%XX`. Numbers are
 * canonical, binary is base64url. Above 512 bytes the whole is replaced by `sha256:<hex>`. Two different keys of one
 * table never share an id (golden vectors: test/document-ids.json).
 */
export function encodeDocumentId(key: Key): string | Malformed {
  const parts: string[] = [];
  const names = Object.keys(key);
  for (const name of names.length > 1 ? names.sort() : names) {
    const part = encodePart(key, name);
    if (isMalformed(part)) return part;
    parts.push(part);
  }
  if (parts.length < 1 || parts.length > 2) {
    return { malformed: `Expected a key of one or two attributes, got ${parts.length}.` };
  }
  const id = parts.length > 1 ? parts.join('|') : String(parts[0]);
  // All characters are ASCII by now, so length is bytes.
  return id.length <= maxIdBytes ? id : `${hashPrefix}${createHash('sha256').update(id).digest('hex')}`;
}

const hashPrefix = 'sha256:';

/** Member of a document with a hashed id that holds the key, as DynamoDB has it. No projection can name it. */
export const keyField = '_key';

export function isHashed(documentId: string): boolean {
  return documentId.startsWith(hashPrefix);
}

/** The key attributes of an item, by their names; those it does not have are left out. */
export function toKey(item: Item, keyNames: readonly string[]): Key {
  const attributes = keyNames.map((name) => [name, getAttribute(item, name)] as const);
  return Object.fromEntries(attributes.filter(([, value]) => value !== undefined)) as Key;
}

/**
 * The key of the item that a document shows, by the table's key attribute names: out of its id, or where that is hashed,
 * out of the document. Undefined for a document that the indexer cannot have made.
 */
export function toKeyOfDocument(
  documentId: string,
  source: Readonly<Record<string, unknown>>,
  keyNames: readonly string[],
): Key | undefined {
  if (!isHashed(documentId)) return decodeDocumentId(documentId, keyNames);
  const key = source[keyField];
  const isKey =
    typeof key === 'object' && key !== null && Object.keys(key).sort().join() === [...keyNames].sort().join();
  return isKey && encodeDocumentId(key as Key) === documentId ? (key as Key) : undefined;
}

/**
 * The key that became this id, by the table's key attribute names. Undefined for a hashed id and for one that
 * `encodeDocumentId` cannot have made.
 */
export function decodeDocumentId(id: string, keyNames: readonly string[]): Key | undefined {
  const names = [...keyNames].sort();
  const parts = id.split('|');
  if (parts.length !== names.length) return undefined;
  const entries = names.map((name, i) => [name, decodePart(String(parts[i]))] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  const key = Object.fromEntries(entries) as Item;
  return encodeDocumentId(key) === id ? key : undefined;
}

function encodePart(key: Key, name: string): string | Malformed {
  const attribute: unknown = key[name];
  const types = typeof attribute === 'object' && attribute !== null ? Object.keys(attribute) : [];
  const value = types[0] === undefined ? undefined : (attribute as Readonly<Record<string, unknown>>)[types[0]];
  if (typeof value === 'string' && value !== '') {
    if (types[0] === 'S') return `S:${escapeText(value)}`;
    if (types[0] === 'B') return `B:${Buffer.from(value, 'base64').toString('base64url')}`;
    const number = types[0] === 'N' ? toCanonicalDecimal(value) : undefined;
    if (number !== undefined) return `N:${number}`;
  }
  return { malformed: `Expected key attribute \`${name}\` to be a string, a number or binary.` };
}

const plain = /^[A-Za-z0-9._~:-]*$/;

function escapeText(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(/[^A-Za-z0-9._~:-]/gu, (character) => {
    // DynamoDB cannot store a lone surrogate; should one ever come, it must not share an id with U+FFFD.
    if (/\p{Surrogate}/u.test(character)) return `%u${character.charCodeAt(0).toString(16).toUpperCase()}`;
    return Buffer.from(character).reduce(
      (all, byte) => `${all}%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      '',
    );
  });
}

function decodePart(part: string): { S: string } | { N: string } | { B: string } | undefined {
  const value = part.slice(2);
  if (part.startsWith('N:')) return { N: value };
  if (part.startsWith('B:')) return { B: Buffer.from(value, 'base64url').toString('base64') };
  if (!part.startsWith('S:') || /%(?![0-9A-F]{2})/.test(value)) return undefined;
  const bytes = value
    .split(/(%[0-9A-F]{2})/)
    .map((run) => (run.startsWith('%') ? run.slice(1) : Buffer.from(run).toString('hex')));
  return { S: Buffer.from(bytes.join(''), 'hex').toString('utf8') };
}
