import { createHash } from 'node:crypto';
import { type Item, isMalformed, type Key, type Malformed } from './attribute-value.ts';
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
  for (const name of Object.keys(key).sort()) {
    const part = encodePart(key, name);
    if (isMalformed(part)) return part;
    parts.push(part);
  }
  if (parts.length < 1 || parts.length > 2) {
    return { malformed: `Expected a key of one or two attributes, got ${parts.length}.` };
  }
  const id = parts.join('|');
  // All characters are ASCII by now, so length is bytes.
  return id.length <= maxIdBytes ? id : `sha256:${createHash('sha256').update(id).digest('hex')}`;
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
  const [type, value] = Object.entries(key[name] ?? {})[0] ?? [];
  const malformed = { malformed: `Expected key attribute \`${name}\` to be a string, a number or binary.` };
  if (typeof value !== 'string' || value === '') return malformed;
  if (type === 'S') return `S:${escapeText(value)}`;
  if (type === 'B') return `B:${Buffer.from(value, 'base64').toString('base64url')}`;
  const number = type === 'N' ? toCanonicalDecimal(value) : undefined;
  return number === undefined ? malformed : `N:${number}`;
}

function escapeText(text: string): string {
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
