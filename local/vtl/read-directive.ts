import { readExpression, readReference } from './parse-expression.ts';
import { TemplateError } from './template-error.ts';
import type { Branch, Reference, TemplateBody, TemplateNode } from './template-node.ts';
import { expect, failure, peek, type Reader, skipLineEnd, skipSpace, take } from './template-reader.ts';

/** Directives that end the block they stand in. */
export type BlockEnd = 'end' | 'else' | 'elseif';

type ReadBlock = (reader: Reader) => { nodes: TemplateNode[]; end: BlockEnd | null };

const names = 'if|elseif|else|end|foreach|stop|break|define|macro|include|parse|literal';
const directive = new RegExp(`#(?:\\{(${names})\\}|(${names})(?![a-zA-Z0-9_])|(?:set|\\{set\\})[ \\t]*(?=\\())`, 'y');
const escapable = new RegExp(`#(?:\\{(${names}|set)\\}|(${names}|set)(?![a-zA-Z0-9_]))`, 'y');

/** Reads the name of a directive of Velocity's; null, and stays, where none stands. `#set` needs its bracket. */
export function readDirectiveName(reader: Reader): string | null {
  const found = take(reader, directive);
  if (!found) return null;
  const name = found[1] ?? found[2] ?? 'set';
  if (name === 'end' || name === 'else') skipLineEnd(reader);
  return name;
}

/** The directive whose name stands here, whether or not brackets follow. */
export function isDirectiveAhead(reader: Reader): string | null {
  const found = peek(reader, escapable);
  return found ? (found[1] ?? found[2] ?? null) : null;
}

/** Reads the rest of a directive; `readBlock` reads what stands between it and its `#end`. Throws TemplateError. */
export function readDirective(reader: Reader, name: string, readBlock: ReadBlock): TemplateNode[] {
  switch (name) {
    case 'set':
      return [readSet(reader)];
    case 'if':
      return [readIf(reader, readBlock)];
    case 'foreach':
      return [readForeach(reader, readBlock)];
    case 'define':
      return [readDefine(reader, readBlock)];
    case 'macro':
      readMacro(reader, readBlock);
      return [];
    case 'stop':
    case 'break':
      return [readLeave(reader, name)];
    default:
      throw new TemplateError(`Expected no #${name}: it is not supported`);
  }
}

/** Brackets belong to it if they follow; Velocity lets `#break` name a scope in them, which is not supported here. */
function readLeave(reader: Reader, name: 'stop' | 'break'): TemplateNode {
  if (take(reader, /[ \t\r\n]*\(/y)) {
    skipSpace(reader);
    expect(reader, ')');
  }
  return { type: name };
}

function readSet(reader: Reader): TemplateNode {
  expect(reader, '(');
  const target = readPlainTarget(reader);
  skipSpace(reader);
  expect(reader, '=');
  return { type: 'set', target, value: readLastExpression(reader) };
}

function readIf(reader: Reader, readBlock: ReadBlock): TemplateNode {
  const branches: Branch[] = [];
  let end: BlockEnd | null = 'elseif';
  while (end === 'elseif') {
    openBracket(reader);
    const condition = readLastExpression(reader);
    const block = readBlock(reader);
    branches.push({ condition, body: block.nodes });
    end = block.end;
  }
  if (end === 'else') {
    const block = readBlock(reader);
    branches.push({ condition: null, body: block.nodes });
    end = block.end;
  }
  if (end !== 'end') throw failure(reader, '#end of an #if');
  return { type: 'if', branches };
}

function readForeach(reader: Reader, readBlock: ReadBlock): TemplateNode {
  openBracket(reader);
  const variable = readTarget(reader).name;
  skipSpace(reader);
  if (!take(reader, /in(?![a-zA-Z0-9_])/y)) throw failure(reader, '"in"');
  const list = readLastExpression(reader);
  return { type: 'foreach', variable, list, body: readBody(reader, 'foreach', readBlock) };
}

function readDefine(reader: Reader, readBlock: ReadBlock): TemplateNode {
  openBracket(reader);
  const { name } = readPlainTarget(reader);
  closeBracket(reader);
  return { type: 'define', name, body: readBody(reader, 'define', readBlock) };
}

/** API Gateway takes no macros: the definition vanishes, and calls stay text. */
function readMacro(reader: Reader, readBlock: ReadBlock): void {
  openBracket(reader);
  skipSpace(reader);
  if (!take(reader, /[a-zA-Z_][a-zA-Z0-9_]*/y)) throw failure(reader, 'the name of a macro');
  skipSpace(reader);
  while (readReference(reader)) {
    skipSpace(reader);
    take(reader, /,[ \t\r\n]*/y);
  }
  closeBracket(reader);
  readBody(reader, 'macro', readBlock);
}

function readBody(reader: Reader, name: string, readBlock: ReadBlock): TemplateBody {
  const { nodes, end } = readBlock(reader);
  if (end !== 'end') throw failure(reader, `#end of a #${name}`);
  return nodes;
}

/** Velocity would set a variable whose name has the braces or the "!" in it. */
function readPlainTarget(reader: Reader): Reference {
  skipSpace(reader);
  if (peek(reader, /\$[!{]/y)) throw failure(reader, 'a reference without "{" and "!"');
  return readTarget(reader);
}

function readTarget(reader: Reader): Reference {
  skipSpace(reader);
  const reference = readReference(reader);
  if (!reference) throw failure(reader, 'a reference');
  return reference;
}

function readLastExpression(reader: Reader) {
  const expression = readExpression(reader);
  skipLineEnd(reader);
  return expression;
}

function openBracket(reader: Reader): void {
  skipSpace(reader);
  expect(reader, '(');
}

function closeBracket(reader: Reader): void {
  skipSpace(reader);
  expect(reader, ')');
  skipLineEnd(reader);
}
