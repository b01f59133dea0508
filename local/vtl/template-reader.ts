import { TemplateError } from './template-error.ts';

/** A place in a template's text, and the steps that every part of the parser takes from there. */
export interface Reader {
  readonly text: string;
  at: number;
}

/** The match of a sticky pattern right here, or null. Does not move. */
export function peek(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.text);
}

/** As `peek`, and moves behind the match. */
export function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  const found = peek(reader, pattern);
  if (found) reader.at += found[0].length;
  return found;
}

/** A `#set` with the blanks before it. */
export const setAhead = /[ \t]*#(?:set|\{set\})[ \t]*\(/y;

const space = /[ \t\r\n]*/y;
const blanks = /[ \t]*/y;
const lineEnd = /[ \t]*(?:\r\n|\n|\r)/y;

export const skipSpace = (reader: Reader): void => void take(reader, space);

export const skipBlanks = (reader: Reader): void => void take(reader, blanks);

/** A directive takes the rest of its line with it when nothing else stands there. */
export const skipLineEnd = (reader: Reader): void => void take(reader, lineEnd);

export function expect(reader: Reader, character: string): void {
  if (reader.text[reader.at] !== character) throw failure(reader, `"${character}"`);
  reader.at += 1;
}

export function failure({ text, at }: Reader, expected: string): TemplateError {
  const line = text.slice(0, at).split('\n').length;
  const got = at < text.length ? JSON.stringify(text.slice(at, at + 20)) : 'the end of the template';
  return new TemplateError(`Expected ${expected} in line ${line}, got ${got}`);
}
