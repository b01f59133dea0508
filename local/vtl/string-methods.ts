import { javaEquals } from './java-equals.ts';
import { javaRegex, matchesWhole, replaceByRegex } from './java-regex.ts';
import { type JavaCharacter, type JavaValue, listOf } from './java-value.ts';
import { methodTable } from './method-table.ts';
import { printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

/** `java.lang.String` and `Character`, as far as templates use them. */

export const stringMethods = methodTable<string>(
  {
    'length()': (text) => text.length,
    'isEmpty()': (text) => text === '',
    'toString()': (text) => text,
    'intern()': (text) => text,
    'hashCode()': (text) => hashCode(text),
    'trim()': trim,
    'toLowerCase()': (text) => text.toLowerCase(),
    'toUpperCase()': (text) => text.toUpperCase(),
    'charAt(int)': (text, index: number) => charAt(text, index),
    'codePointAt(int)': (text, index: number) => charAt(text, index) && (text.codePointAt(index) ?? null),
    'equals(Object)': (text, other: JavaValue) => text === other,
    'equalsIgnoreCase(String)': (text, other: string) => text.toUpperCase() === other.toUpperCase(),
    'compareTo(String)': compare,
    'compareToIgnoreCase(String)': (text, other: string) => compare(text.toLowerCase(), other.toLowerCase()),
    'concat(String)': (text, other: string) => text + other,
    'contains(String)': (text, part: string) => text.includes(part),
    'startsWith(String)': (text, part: string) => text.startsWith(part),
    'startsWith(String,int)': (text, part: string, at: number) =>
      at >= 0 && text.slice(at).startsWith(part) && at <= text.length,
    'endsWith(String)': (text, part: string) => text.endsWith(part),
    'indexOf(String)': (text, part: string) => text.indexOf(part),
    'indexOf(String,int)': (text, part: string, from: number) => text.indexOf(part, from),
    'indexOf(int)': (text, code: number) => text.indexOf(characterOf(code)),
    'indexOf(int,int)': (text, code: number, from: number) => text.indexOf(characterOf(code), from),
    'lastIndexOf(int)': (text, code: number) => text.lastIndexOf(characterOf(code)),
    'lastIndexOf(String)': (text, part: string) => text.lastIndexOf(part),
    'lastIndexOf(String,int)': (text, part: string, from: number) => (from < 0 ? -1 : text.lastIndexOf(part, from)),
    'substring(int)': (text, start: number) => substring(text, start, text.length),
    'substring(int,int)': substring,
    'subSequence(int,int)': substring,
    'replace(String,String)': (text, part: string, by: string) => text.replaceAll(part, () => by),
    'replace(Character,Character)': (text, part: JavaCharacter, by: JavaCharacter) =>
      text.replaceAll(part.value, () => by.value),
    'replaceAll(String,String)': (text, pattern: string, by: string) =>
      replaceByRegex(text, javaRegex(pattern, text), by),
    'replaceFirst(String,String)': (text, pattern: string, by: string) =>
      replaceByRegex(text, javaRegex(pattern, text), by, true),
    'matches(String)': matchesWhole,
    'split(String)': (text, pattern: string) => split(text, pattern, 0),
    'split(String,int)': split,
    'valueOf(Object)': (_, value: JavaValue) => printValue(value) ?? 'null',
  },
  'getClass getBytes getChars toCharArray chars codePoints codePointBefore codePointCount offsetByCodePoints format ' +
    'formatted join contentEquals regionMatches copyValueOf describeConstable resolveConstantDesc indent isBlank lines ' +
    'repeat strip stripIndent stripLeading stripTrailing transform translateEscapes',
);

export const characterMethods = methodTable<JavaCharacter>(
  {
    'charValue()': (character) => character,
    'toString()': ({ value }) => value,
    'hashCode()': ({ value }) => value.charCodeAt(0),
    'equals(Object)': (character, other: JavaValue) => javaEquals(character, other),
  },
  'getClass compareTo isDigit isLetter isLetterOrDigit isUpperCase isLowerCase isWhitespace toUpperCase toLowerCase ' +
    'valueOf getNumericValue digit',
);

/** No text contains a code that is none. */
const characterOf = (code: number): string =>
  code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\u0000none';

function charAt(text: string, index: number): JavaValue {
  const value = text[index];
  if (value === undefined) throw outOfRange(`index ${index}`, text);
  return { kind: 'character', value };
}

function substring(text: string, start: number, end: number): string {
  if (start < 0 || end > text.length || start > end) throw outOfRange(`begin ${start}, end ${end}`, text);
  return text.slice(start, end);
}

function outOfRange(what: string, text: string): TemplateError {
  return new TemplateError(`String index out of range: ${what}, length ${text.length}`);
}

/** Java's `trim` takes every character up to the space, and no other white space. */
function trim(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what trim removes
  return text.replace(/^[\u0000-\u0020]+/, '').replace(/[\u0000-\u0020]+$/, '');
}

function compare(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function hashCode(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}

/** Limit 0: as often as it matches, and without the empty texts at the end. */
function split(text: string, pattern: string, limit: number): JavaValue {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(javaRegex(pattern, text))) {
    if (limit > 0 && parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    if (end === 0 || (match[0] === '' && match.index === text.length)) continue;
    parts.push(text.slice(start, match.index));
    start = end;
  }
  if (parts.length === 0) return listOf([text], 'array');
  parts.push(text.slice(start));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return listOf(parts, 'array');
}
