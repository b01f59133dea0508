import { timingSafeEqual } from 'node:crypto';
import { type Binding, macLength, toMac } from './sign.ts';

/** Where a page ended. */
export interface PageEnd {
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

/** So that a token, its point in time apart, is no longer than 4,000 characters, and an address has room for it. */
const maxSortBytes = 2_900;

/** Text that leads to the page after this place, in the same query only. Values that it has no room for are left out. */
export function toNextToken({ shown, sortValues, pitId, isApproximate }: PageEnd, binding: Binding): string {
  const hasRoom = Buffer.byteLength(JSON.stringify(sortValues ?? null)) <= maxSortBytes;
  const place: Written = [shown, (hasRoom && sortValues) || null, isApproximate ? 1 : 0, pitId ?? null];
  const text = Buffer.from(JSON.stringify(place)).toString('base64url');
  return toMac(text, binding) + text;
}

/** Undefined when it was not made by `toNextToken` with this binding. */
export function parseNextToken(token: string, binding: Binding): PageEnd | undefined {
  const mac = Buffer.from(token.slice(0, macLength));
  const text = token.slice(macLength);
  const expected = Buffer.from(toMac(text, binding));
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return undefined;
  const [shown, sortValues, approximate, pitId] = JSON.parse(
    Buffer.from(text, 'base64url').toString('utf8'),
  ) as Written;
  return { shown, sortValues: sortValues ?? undefined, isApproximate: approximate === 1, pitId: pitId ?? undefined };
}

type Written = readonly [shown: number, sortValues: string | null, approximate: 0 | 1, pitId: string | null];
