import type { Malformed } from './attribute-value.ts';
import { toCanonicalDecimal } from './to-canonical-decimal.ts';

/** Levels of nesting: DynamoDB's own limit, and our guard against a stack overflow. */
export const maxDepth = 32;

/**
 * One DynamoDB attribute value as JSON text. Text, not an object, so that numbers keep all 38 digits and an attribute
 * called `__proto__` is an ordinary member. Sets become arrays, binary stays base64.
 */
export function attributeValueToJson(value: unknown, depth = 0): string | Malformed {
  if (depth > maxDepth) return { malformed: `Expected at most ${maxDepth} levels of nesting, got more.` };
  if (typeof value !== 'object' || value === null) return unexpected('an attribute value', value);
  const type = onlyMember(value);
  if (type === undefined) {
    return { malformed: `Expected one type in an attribute value, got ${Object.keys(value).length}.` };
  }
  return contentToJson(type, (value as Record<string, unknown>)[type], depth);
}

/** Undefined when there are none or several. Without an array of names: this runs for every value of every item. */
function onlyMember(value: object): string | undefined {
  let only: string | undefined;
  for (const name in value) {
    if (only !== undefined || !Object.hasOwn(value, name)) return undefined;
    only = name;
  }
  return only;
}

function contentToJson(type: string, content: unknown, depth: number): string | Malformed {
  switch (type) {
    case 'S':
    case 'B':
      return textToJson(content);
    case 'N':
      return numberToJson(content);
    case 'BOOL':
      return typeof content === 'boolean' ? String(content) : unexpected('a boolean in `BOOL`', content);
    case 'NULL':
      return typeof content === 'boolean' ? 'null' : unexpected('a boolean in `NULL`', content);
    case 'SS':
    case 'BS':
      return listToJson(content, textToJson);
    case 'NS':
      return listToJson(content, numberToJson);
    case 'L':
      return listToJson(content, (element) => attributeValueToJson(element, depth + 1));
    case 'M':
      return mapToJson(content, depth);
    default:
      return { malformed: 'Expected an attribute type of DynamoDB, got another.' };
  }
}

function mapToJson(content: unknown, depth: number): string | Malformed {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return unexpected('an object in `M`', content);
  }
  const members: string[] = [];
  for (const [name, value] of Object.entries(content)) {
    const json = attributeValueToJson(value, depth + 1);
    if (typeof json !== 'string') return json;
    members.push(`${toJsonText(name)}:${json}`);
  }
  return `{${members.join(',')}}`;
}

function listToJson(content: unknown, toJson: (element: unknown) => string | Malformed): string | Malformed {
  if (!Array.isArray(content)) return unexpected('an array', content);
  const elements: string[] = [];
  for (const element of content) {
    const json = toJson(element);
    if (typeof json !== 'string') return json;
    elements.push(json);
  }
  return `[${elements.join(',')}]`;
}

function textToJson(content: unknown): string | Malformed {
  return typeof content === 'string' ? toJsonText(content) : unexpected('text', content);
}

/** What JSON does not hold as it is, and lone surrogates, which have no UTF-8 form. */
const unsafe = /["\\\p{Cc}\p{Surrogate}]/u;

function toJsonText(text: string): string {
  if (!unsafe.test(text)) return `"${text}"`;
  // JSON carries a lone surrogate as an escape (`\ud…`), and OpenSearch refuses the document.
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function numberToJson(content: unknown): string | Malformed {
  if (typeof content !== 'string') return unexpected('a number as text', content);
  return toCanonicalDecimal(content) ?? { malformed: 'Expected a number of DynamoDB, got other text.' };
}

/** Names the type that came, never the value: it may be somebody's data. */
function unexpected(expected: string, got: unknown): Malformed {
  return {
    malformed: `Expected ${expected}, got ${got === null ? 'null' : Array.isArray(got) ? 'array' : typeof got}.`,
  };
}
