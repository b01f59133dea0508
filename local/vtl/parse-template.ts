import { readReference } from './parse-expression.ts';
import { type BlockEnd, isDirectiveAhead, readDirective, readDirectiveName } from './read-directive.ts';
import { refuseSwallowedText } from './refuse-swallowed-text.ts';
import { scanForeignArguments, startScan } from './scan-expression.ts';
import type { TemplateBody, TemplateNode } from './template-node.ts';
import { failure, peek, type Reader, setAhead, skipBlanks, take } from './template-reader.ts';

/** Cuts a template into text, references, comments and directives where Velocity 1.7 does. Throws TemplateError. */
export function parseTemplate(text: string): TemplateBody {
  const reader: Reader = { text, at: 0 };
  const { nodes, end } = readBlock(reader);
  if (end) throw failure({ text, at: reader.at - end.length }, 'an open block before this');
  return nodes;
}

/** The reference that Velocity's lexer is still reading on, if any; null behind ordinary text. */
type OpenReference = string | null;

const plainText = /[^$#\\]+/y;

/** Reads up to and including the directive that ends the block, and says which one that is. */
function readBlock(reader: Reader): { nodes: TemplateNode[]; end: BlockEnd | null } {
  const nodes: TemplateNode[] = [];
  let open: OpenReference = null;
  for (;;) {
    if (open) refuseSwallowedText(reader, open);
    const text = readText(reader);
    pushText(nodes, text);
    if (text !== '') open = null;
    const character = reader.text[reader.at];
    if (character === undefined) return { nodes, end: null };
    if (character === '\\') open = readBackslashes(reader, nodes);
    else if (character === '$') open = readDollar(reader, nodes, '');
    else {
      const sharp = readSharp(reader, nodes);
      if (sharp.end) return { nodes, end: sharp.end };
      if (!sharp.keepsReferenceOpen) open = null;
    }
  }
}

/** Velocity takes the blanks before a `#set` as part of it, unless other text stands before them. */
function readText(reader: Reader): string {
  if (!peek(reader, setAhead)) return take(reader, plainText)?.[0] ?? '';
  skipBlanks(reader);
  return '';
}

/** Reads what begins with `#`. */
function readSharp(reader: Reader, nodes: TemplateNode[]): { end: BlockEnd | null; keepsReferenceOpen: boolean } {
  if (readLineComment(reader) || readRawText(reader, nodes)) return { end: null, keepsReferenceOpen: false };
  if (readComment(reader)) return { end: null, keepsReferenceOpen: true };
  const name = readDirectiveName(reader);
  if (name === 'end' || name === 'else' || name === 'elseif') return { end: name, keepsReferenceOpen: false };
  if (name === null) readHash(reader, nodes);
  else nodes.push(...readDirective(reader, name, readBlock));
  return { end: null, keepsReferenceOpen: name === 'set' };
}

const bareDollar = /\$(?:(!?(?:\\+!|\\\\)|#\*|#\[\[|!#)|(!?\{)|!?)/y;

/** `backslashes` stood before the `$`: in front of a reference two mean one, and an odd one makes text of it. */
function readDollar(reader: Reader, nodes: TemplateNode[], backslashes: string): OpenReference {
  const start = reader.at;
  const reference = readReference(reader);
  if (reference) {
    const source = reader.text.slice(start, reader.at);
    pushText(nodes, backslashes.slice(0, Math.floor(backslashes.length / 2)));
    nodes.push({ type: 'print', reference, source, isEscaped: backslashes.length % 2 === 1 });
    return source.endsWith('}') ? null : source;
  }
  const [, strange, brace = ''] = take(reader, bareDollar) ?? [];
  const isBeforeDirective = brace === '' && (isDirectiveAhead(reader) || peek(reader, setAhead));
  const isLast = brace === '' && reader.at === reader.text.length;
  // Velocity fails on the last of these, and swallows the sign in the others.
  if (strange || isBeforeDirective || isLast) throw failure({ ...reader, at: start }, 'a name behind "$"');
  // A lone "$!" prints without its "!".
  pushText(nodes, `${backslashes}$${brace}`);
  return null;
}

const word = /\{[a-zA-Z_][a-zA-Z0-9_]*\}|@?[a-zA-Z_][a-zA-Z0-9_]*|@|\d+/y;
const argumentsAhead = /[ \t\r\n]*\(/y;

/** A `#` that starts no directive is text, with the word behind it and any arguments. */
function readHash(reader: Reader, nodes: TemplateNode[]): void {
  const start = reader.at;
  reader.at += 1;
  const name = take(reader, word)?.[0] ?? '';
  // Velocity fails on the first of these, and swallows the sign in the other.
  if (name === '' && (reader.at === reader.text.length || peek(reader, setAhead)))
    throw failure({ ...reader, at: start }, 'a word behind "#"');
  if (/^[@a-zA-Z_{]/.test(name) && take(reader, argumentsAhead)) {
    if (name.startsWith('@')) throw failure({ ...reader, at: start }, 'no call of a macro with a body');
    const scan = startScan(reader);
    scanForeignArguments(scan);
    reader.at = scan.at;
  }
  pushText(nodes, reader.text.slice(start, reader.at));
}

const readLineComment = (reader: Reader): boolean => take(reader, /##[^\r\n]*(?:\r\n|\n|\r)?/y) !== null;

/** Velocity forgives a comment that does not end, unless nothing is in it. */
function readComment(reader: Reader): boolean {
  const { text, at } = reader;
  if (!text.startsWith('#*', at)) return false;
  if (at + 2 === text.length) throw failure(reader, 'a comment');
  const end = text.indexOf('*#', at + 2);
  reader.at = end < 0 ? text.length : end + 2;
  return true;
}

function readRawText(reader: Reader, nodes: TemplateNode[]): boolean {
  const { text, at } = reader;
  if (!text.startsWith('#[[', at)) return false;
  const end = text.indexOf(']]#', at + 3);
  if (end < 0) throw failure(reader, '"]]#" to end the raw text');
  pushText(nodes, text.slice(at + 3, end));
  reader.at = end + 3;
  return true;
}

const escapedWord = /#(?:[a-zA-Z_][a-zA-Z0-9_]*|\{[a-zA-Z_][a-zA-Z0-9_]*\})/y;

/** Before a directive too two backslashes mean one, and an odd one makes text of it; but not two before `#set`. */
function readBackslashes(reader: Reader, nodes: TemplateNode[]): OpenReference {
  const backslashes = take(reader, /\\+/y)?.[0] ?? '';
  if (reader.text[reader.at] === '$') return readDollar(reader, nodes, backslashes);
  const half = backslashes.slice(0, Math.floor(backslashes.length / 2));
  const known = isDirectiveAhead(reader);
  if (backslashes.length % 2 === 1 && peek(reader, escapedWord)) {
    pushText(nodes, known ? half : backslashes);
    pushText(nodes, take(reader, escapedWord)?.[0] ?? '');
  } else pushText(nodes, known && known !== 'set' ? half : backslashes);
  return null;
}

function pushText(nodes: TemplateNode[], text: string): void {
  if (text === '') return;
  const last = nodes.at(-1);
  if (last?.type === 'text') nodes[nodes.length - 1] = { type: 'text', text: last.text + text };
  else nodes.push({ type: 'text', text });
}
