import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 27;
// 160 bits are what 27 characters of base 62 hold for a KSUID parser, and more than enough to keep references apart.
const idBytes = 20;

/**
 * The id of a book or author that came from elsewhere: the same reference always gives the same one, so that loading
 * twice stores once. 27 characters `[0-9A-Za-z]`, at most the greatest KSUID.
 */
export function deriveId(kind: 'book' | 'author' | 'user', reference: string): string {
  const digest = createHash('sha256').update(`${kind}\n${reference}`).digest();
  let rest = BigInt(`0x${digest.subarray(0, idBytes).toString('hex')}`);
  let id = '';
  while (id.length < idLength) {
    id = `${alphabet[Number(rest % 62n)]}${id}`;
    rest /= 62n;
  }
  return id;
}
