/** DynamoDB JSON as it comes over the wire: numbers are decimal text, binary is base64 text. */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: boolean }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

export type Item = Readonly<Record<string, AttributeValue>>;

/** The key attributes of one item: one or two of them, each a string, a number or binary. */
export type Key = Item;

/** Why something is not what it should be: what was expected, what came, and where. */
export interface Malformed {
  readonly malformed: string;
}

export function isMalformed(value: unknown): value is Malformed {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'malformed');
}

/** The attribute of that name, own properties only: an item may hold none called `constructor`. */
export function getAttribute(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** The text of a string attribute; undefined when it is absent or of another type. */
export function getString(item: Item, name: string): string | undefined {
  const value = getAttribute(item, name);
  if (value === undefined || !('S' in value)) return undefined;
  return typeof value.S === 'string' ? value.S : undefined;
}
