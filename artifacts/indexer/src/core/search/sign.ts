import { createHmac } from 'node:crypto';

/** A query, and what only we know. */
export interface Binding {
  readonly fingerprint: string;
  readonly secret: string;
}

/** HMAC-SHA256 of what is made for one purpose, for one query. No text has a line break, so no other split is the same. */
function sign(parts: readonly string[], secret: string) {
  return createHmac('sha256', secret).update(parts.join('\n'));
}

export const macLength = 22;

/** Proves that a token is ours, by 132 bits. */
export function toMac(text: string, { fingerprint, secret }: Binding): string {
  return sign(['next', text, fingerprint], secret).digest('base64url').slice(0, macLength);
}

/** Text that nobody who writes documents can know. */
export function toMarker({ fingerprint, secret }: Binding): string {
  return sign(['marker', fingerprint], secret).digest('hex').slice(0, 32);
}
