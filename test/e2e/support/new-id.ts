import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fresh id of the API's form, so that tests share one table without meeting. */
export function newId(): string {
  return `0${[...randomBytes(26)].map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}
