import { isNumber, numberText } from './java-number.ts';
import type { JavaList, JavaMap, JavaValue } from './java-value.ts';
import { TemplateError } from './template-error.ts';

/** How values become text: Java's `toString` for a printed reference, json-smart's JSON for lists and `$input.json`. */

/** `plain` leaves `/` alone; `web` escapes it, as a printed JSONArray does. */
export type JsonStyle = 'plain' | 'web';

/** What a printed reference shows; null where Java's `toString` answers null. */
export function printValue(value: JavaValue): string | null {
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value)) return numberText(value);
  if (value.kind === 'character') return value.value;
  if (value.kind === 'map') return printMap(value);
  if (value.kind === 'list') return printList(value);
  return value.print();
}

function printMap({ entries }: JavaMap): string {
  const pairs = Array.from(entries, ([key, value]) => `${printValue(key)}=${printValue(value)}`);
  return `{${pairs.join(', ')}}`;
}

function printList(list: JavaList): string {
  if (list.type === 'jsonArray') return printJson(list, 'web');
  if (list.type === 'array') throw new TemplateError('Expected no array to print: in Java that shows its address');
  return `[${list.items.map((item) => printValue(item)).join(', ')}]`;
}

export function printJson(value: JavaValue, style: JsonStyle): string {
  if (typeof value === 'string') return quoteJson(value, style);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value)) return numberText(value);
  if (value.kind === 'list') return `[${value.items.map((item) => printJson(item, style)).join(',')}]`;
  if (value.kind === 'map') {
    const pairs = Array.from(value.entries, ([key, item]) => {
      return `${quoteJson(printValue(key) ?? 'null', style)}:${printJson(item, style)}`;
    });
    return `{${pairs.join(',')}}`;
  }
  return quoteJson(printValue(value) ?? 'null', style);
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

// json-smart also escapes DEL, the C1 controls and everything from U+2000 to U+20FF.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
const plainSpecials = /["\\\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
const webSpecials = /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g;

function quoteJson(text: string, style: JsonStyle): string {
  return `"${text.replace(style === 'web' ? webSpecials : plainSpecials, escapeJson)}"`;
}

function escapeJson(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
