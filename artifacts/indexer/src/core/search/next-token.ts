import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where a page ended. */
export interface Place {
  /** How many results the pages so far have shown. */
  readonly shown: number;
  /**
   * The last result's values of the sort, as JSON text: its numbers may be larger than a double can hold. Undefined: the
   * next page is found by counting.
   */
  readonly sortValues: string | undefined;
  readonly pitId: string | undefined;
  /** The page before was of similar spellings. */
  readonly isApproximate: boolean;
}

/** What a token is good for, and what only we know. */
export interface TokenBinding {
  readonly fingerprint: string;
  readonly secret: string;
}

const macLength = 22;
/** So that a token, its point in time apart, is no longer than 4,000 characters, and an address has room for it. */
const maxSortBytes = 2_900;

/** Text that leads to the page after this place, in the same query only. Values that it has no room for are left out. */
export function toNextToken({ shown, sortValues, pitId, isApproximate }: Place, binding: TokenBinding): string {
  const hasRoom = Buffer.byteLength(JSON.stringify(sortValues ?? null)) <= maxSortBytes;
  const place: Written = [shown, (hasRoom && sortValues) || null, isApproximate ? 1 : 0, pitId ?? null];
  const text = Buffer.from(JSON.stringify(place)).toString('base64url');
  return sign(text, binding) + text;
}

/** Undefined when it was not made by `toNextToken` with this binding. */
export function parseNextToken(token: string, binding: TokenBinding): Place | undefined {
  const mac = Buffer.from(token.slice(0, macLength));
  const text = token.slice(macLength);
  const expected = Buffer.from(sign(text, binding));
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return undefined;
  const [shown, sortValues, approximate, pitId] = JSON.parse(
    Buffer.from(text, 'base64url').toString('utf8'),
  ) as Written;
  return { shown, sortValues: sortValues ?? undefined, isApproximate: approximate === 1, pitId: pitId ?? undefined };
}

type Written = readonly [shown: number, sortValues: string | null, approximate: 0 | 1, pitId: string | null];

/** 132 bits of HMAC-SHA256. The text has no line break, so no other split of the message has the same one. */
function sign(text: string, { fingerprint, secret }: TokenBinding): string {
  return createHmac('sha256', secret).update(`next\n${text}\n${fingerprint}`).digest('base64url').slice(0, macLength);
}
