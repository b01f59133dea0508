import { randomBytes } from 'node:crypto';

const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** The member that tells a number from data: drawn anew by each process, so that no data can have it. */
const mark = `number ${randomBytes(12).toString('base64url')}`;

/** A JSON number by its text: a double keeps 15 digits, a version has 16 and more. */
export interface ExactNumber {
  readonly value: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** JSON text of an object, its numbers as they stand in it. Anything else is an object without members. */
export function parseExactly(text: string): JsonObject {
  try {
    return toRecord(parseJson(text));
  } catch {
    // Half an answer is no answer: whoever asked finds nothing in it and does not count it as proof.
    return {};
  }
}

/**
 * JSON text with its numbers as they stand in it. A parser that goes letter by letter takes a second, and thirty times their
 * memory, for a page of long texts; this one only looks between the texts. Throws when it is no JSON.
 */
export function parseJson(text: string): unknown {
  let marked = '';
  let from = 0;
  for (let open = text.indexOf('"'); open !== -1; open = text.indexOf('"', from)) {
    const end = findEnd(text, open + 1);
    marked += markNumbers(text.slice(from, open)) + text.slice(open, end);
    from = end;
  }
  return JSON.parse(marked + markNumbers(text.slice(from)));
}

/** Behind the quote that ends the text which begins here: it has no backslash, or an even number of them, before it. */
function findEnd(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first--;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return text.length;
}

function markNumbers(text: string): string {
  return text.replace(numbers, `{"${mark}":true,"value":"$&"}`);
}

/** Members that may not be there: an answer is believed in what it has. */
export function toRecord(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text; anything else is none. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return toRecord(value)[mark] === true;
}

export function toNumber(value: unknown): number | undefined {
  return isExactNumber(value) ? Number(value.value) : undefined;
}

/** As JSON text, every number digit by digit. What is not there is `null`. */
export function stringifyExactly(value: unknown): string {
  if (isExactNumber(value)) return value.value;
  if (Array.isArray(value)) return `[${value.map(stringifyExactly)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${stringifyExactly(member)}`)}}`;
}
