import { doubleOf, integerOf } from './java-number.ts';
import { type JavaValue, listOf, mapOf } from './java-value.ts';
import { TemplateError } from './template-error.ts';

/**
 * Strict JSON into Java values: numbers keep their type and every digit, keys keep their order, and `__proto__` is a
 * key like any other. API Gateway's own parser is laxer (it reads `a=b` as a string); what it alone accepts fails here.
 * Throws TemplateError.
 */
export function parseJson(text: string): JavaValue {
  const parser: Parser = { text, at: 0, depth: 0 };
  const value = readValue(parser);
  skipSpace(parser);
  if (parser.at < text.length) throw unexpected(parser, 'the end');
  return value;
}

interface Parser {
  readonly text: string;
  at: number;
  depth: number;
}

/** json-smart's own limit. */
const maxDepth = 400;
const space = /[ \t\n\r]*/y;
const numeral = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids bare control characters in strings
const plainRun = /[^"\\\u0000-\u001f]*/y;

function readValue(parser: Parser): JavaValue {
  skipSpace(parser);
  switch (parser.text[parser.at]) {
    case '{':
      return readMap(parser);
    case '[':
      return readList(parser);
    case '"':
      return readString(parser);
    case 't':
      return readWord(parser, 'true', true);
    case 'f':
      return readWord(parser, 'false', false);
    case 'n':
      return readWord(parser, 'null', null);
    default:
      return readNumber(parser);
  }
}

function readMap(parser: Parser): JavaValue {
  const entries = new Map<JavaValue, JavaValue>();
  enter(parser);
  if (!accept(parser, '}')) {
    do {
      skipSpace(parser);
      const key = readString(parser);
      if (!accept(parser, ':')) throw unexpected(parser, '":"');
      entries.set(key, readValue(parser));
    } while (accept(parser, ','));
    if (!accept(parser, '}')) throw unexpected(parser, '"," or "}"');
  }
  parser.depth -= 1;
  return mapOf(entries);
}

function readList(parser: Parser): JavaValue {
  const items: JavaValue[] = [];
  enter(parser);
  if (!accept(parser, ']')) {
    do items.push(readValue(parser));
    while (accept(parser, ','));
    if (!accept(parser, ']')) throw unexpected(parser, '"," or "]"');
  }
  parser.depth -= 1;
  return listOf(items, 'jsonArray');
}

function readString(parser: Parser): string {
  if (parser.text[parser.at] !== '"') throw unexpected(parser, 'a string');
  const start = parser.at;
  parser.at += 1;
  for (;;) {
    plainRun.lastIndex = parser.at;
    plainRun.test(parser.text);
    parser.at = plainRun.lastIndex;
    const next = parser.text[parser.at];
    if (next === '"') break;
    if (next !== '\\') throw unexpected(parser, 'the end of a string');
    parser.at += 2;
    if (parser.at > parser.text.length) throw unexpected(parser, 'the end of a string');
  }
  parser.at += 1;
  // json-smart drops the character DEL from texts, unless it is written as an escape.
  const raw = parser.text.slice(start + 1, parser.at - 1).replaceAll('\u007f', '');
  return raw.includes('\\') ? unescapeJson(parser, raw) : raw;
}

function unescapeJson(parser: Parser, raw: string): string {
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    throw unexpected(parser, 'a valid escape in the string before it');
  }
}

function readNumber(parser: Parser): JavaValue {
  numeral.lastIndex = parser.at;
  const match = numeral.exec(parser.text);
  if (!match) throw unexpected(parser, 'a value');
  const [text, fraction, exponent] = match;
  parser.at += text.length;
  if (fraction === undefined && exponent === undefined) return integerOf(BigInt(text));
  // json-smart keeps a fraction of more than 18 characters as a BigDecimal, a shorter one as a Double.
  return text.length > 18 ? { kind: 'bigDecimal', value: Number(text), text } : doubleOf(Number(text));
}

function readWord(parser: Parser, word: string, value: JavaValue): JavaValue {
  if (!parser.text.startsWith(word, parser.at)) throw unexpected(parser, 'a value');
  parser.at += word.length;
  return value;
}

function enter(parser: Parser): void {
  parser.at += 1;
  parser.depth += 1;
  if (parser.depth > maxDepth) throw new TemplateError(`Expected JSON of at most ${maxDepth} levels`);
}

function accept(parser: Parser, character: string): boolean {
  skipSpace(parser);
  if (parser.text[parser.at] !== character) return false;
  parser.at += 1;
  return true;
}

function skipSpace(parser: Parser): void {
  space.lastIndex = parser.at;
  space.test(parser.text);
  parser.at = space.lastIndex;
}

function unexpected({ text, at }: Parser, expected: string): TemplateError {
  const got = at < text.length ? JSON.stringify(text[at]) : 'the end';
  return new TemplateError(`Could not process payload: expected ${expected} at offset ${at}, got ${got}`);
}
