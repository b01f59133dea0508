import { doubleOf, integerOf } from './java-number.ts';
import { readShape } from './read-shape.ts';
import { scanString } from './scan-string.ts';
import type { Expression } from './template-node.ts';
import { expect, failure, type Reader, skipBlanks, skipSpace, take } from './template-reader.ts';

/**
 * Rewrites an expression into the shape that velocityjs reads as Velocity 1.7 would. Neither quotes, nor names like
 * `in` and `eq`, nor line ends then meet the places where the two lexers differ. What Velocity refuses fails here.
 */
export interface Scan extends Reader {
  readonly names: string[];
  readonly constants: Expression[];
  /** The rewritten expression so far. */
  shape: string;
}

type Token = 'operand' | 'operator' | 'prefix' | 'separator';

export const startScan = ({ text, at }: Reader): Scan => ({ text, at, names: [], constants: [], shape: '' });

const opening = /\$!?(\{?)([a-zA-Z_][a-zA-Z0-9_-]*)/y;
const property = /\.([a-zA-Z][a-zA-Z0-9_-]*)/y;
const numeral = /-?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const symbol = /&&|\|\||==|!=|<=|>=|\.\.|[-+*/%<>!,]/y;
const word = /[a-zA-Z]+/y;
const operatorWords: ReadonlyMap<string, string> = new Map([
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
  ['eq', '=='],
  ['ne', '!='],
  ['lt', '<'],
  ['le', '<='],
  ['gt', '>'],
  ['ge', '>='],
]);

/** Reads up to and including the closing bracket of the one that was just read. Throws TemplateError. */
export function scanUntil(scan: Scan, closer: string): void {
  let before: Token = 'separator';
  for (;;) {
    skipSpace(scan);
    if (scan.text[scan.at] === closer) break;
    const start = scan.at;
    const token = scanToken(scan);
    const isAfterOperand = before === 'operand';
    if (isAfterOperand !== (token === 'operator' || token === 'separator'))
      throw failure({ text: scan.text, at: start }, isAfterOperand ? `an operator or "${closer}"` : 'an operand');
    before = token;
  }
  scan.at += 1;
  scan.shape += closer;
}

function scanToken(scan: Scan): Token {
  const character = scan.text[scan.at];
  if (character === '(') return scanBrackets(scan);
  if (character === '[' || character === '{') return addConstant(scan, scanCollection(scan, character), 'quoted');
  if (character === '$') {
    if (!scanReference(scan)) throw failure(scan, 'a reference');
    return 'operand';
  }
  if (character === '"' || character === "'") return addConstant(scan, scanString(scan), 'quoted');
  const digits = take(scan, numeral)?.[0];
  if (digits !== undefined) return scanNumber(scan, digits);
  return scanOperator(scan);
}

function scanBrackets(scan: Scan): Token {
  scan.at += 1;
  scan.shape += '(';
  scanUntil(scan, ')');
  return 'operand';
}

/** A list, range or map on its own: velocityjs does not take one beside an operator. */
function scanCollection(scan: Scan, opener: '[' | '{'): Expression {
  const inner = startScan({ text: scan.text, at: scan.at + 1 });
  inner.shape = opener;
  if (opener === '[') scanUntil(inner, ']');
  else scanPairs(inner);
  scan.at = inner.at;
  return readShape(inner);
}

/** velocityjs takes only strings for keys, Velocity any operand; so every key becomes a constant. */
function scanPairs(scan: Scan): void {
  skipSpace(scan);
  while (scan.text[scan.at] !== '}') {
    addConstant(scan, scanOperand(scan), 'quoted');
    skipSpace(scan);
    expect(scan, ':');
    scan.shape += ' : ';
    skipSpace(scan);
    addConstant(scan, scanOperand(scan), 'quoted');
    skipSpace(scan);
    if (scan.text[scan.at] !== ',') break;
    scan.at += 1;
    scan.shape += ', ';
    skipSpace(scan);
    if (scan.text[scan.at] === '}') throw failure(scan, 'a key');
  }
  expect(scan, '}');
  scan.shape += ' }';
}

function scanOperand(scan: Scan): Expression {
  const inner = startScan(scan);
  if (scan.text[scan.at] === '(' || scanToken(inner) !== 'operand') throw failure(scan, 'a constant or a reference');
  scan.at = inner.at;
  return readShape(inner);
}

function scanOperator(scan: Scan): Token {
  const name = take(scan, word)?.[0];
  if (name === 'true' || name === 'false')
    return addConstant(scan, { type: 'constant', value: name === 'true' }, 'quoted');
  const operator = name === undefined ? take(scan, symbol)?.[0] : operatorWords.get(name);
  if (operator === undefined) {
    scan.at -= name?.length ?? 0;
    throw failure(scan, 'an operand or an operator');
  }
  if (operator === '..') return scanRange(scan);
  scan.shape += ` ${operator} `;
  if (operator === '!') return 'prefix';
  return operator === ',' ? 'separator' : 'operator';
}

/** Velocity takes blanks around `..` but not behind a reference. */
function scanRange(scan: Scan): Token {
  if (/\$[^[\]]*\s\.\.$/.test(scan.text.slice(0, scan.at)))
    throw failure(scan, 'no blank between a reference and ".."');
  scan.shape += '..';
  return 'separator';
}

function scanNumber(scan: Scan, digits: string): Token {
  if (/^-?\d+$/.test(digits)) return addConstant(scan, { type: 'constant', value: integerOf(BigInt(digits)) }, 'bare');
  return addConstant(scan, { type: 'constant', value: doubleOf(Number(digits)) }, 'quoted');
}

function addConstant(scan: Scan, constant: Expression, form: 'bare' | 'quoted'): 'operand' {
  const place = scan.constants.push(constant) - 1;
  scan.shape += form === 'bare' ? `${place}` : `'${place}'`;
  return 'operand';
}

/** Reads `$name…` where one stands; otherwise reads nothing and answers false. */
export function scanReference(scan: Scan): boolean {
  const found = take(scan, opening);
  if (!found) return false;
  const [, brace, name = ''] = found;
  scan.shape += '$';
  addName(scan, name);
  while (scanStep(scan));
  if (brace) expect(scan, '}');
  return true;
}

function scanStep(scan: Scan): boolean {
  if (scan.text[scan.at] === '[') {
    scan.at += 1;
    scan.shape += '[';
    skipSpace(scan);
    addConstant(scan, scanOperand(scan), 'quoted');
    skipSpace(scan);
    expect(scan, ']');
    scan.shape += ']';
    return true;
  }
  const name = take(scan, property)?.[1];
  if (name === undefined) return false;
  scan.shape += '.';
  addName(scan, name);
  if (scan.text[scan.at] === '(') scanArguments(scan);
  return true;
}

function scanArguments(scan: Scan): void {
  scan.at += 1;
  scan.shape += '(';
  if (scan.text[scan.at] === ')') {
    scan.at += 1;
    scan.shape += ')';
    return;
  }
  for (;;) {
    skipSpace(scan);
    addConstant(scan, scanOperand(scan), 'quoted');
    skipSpace(scan);
    if (scan.text[scan.at] === ')') break;
    expect(scan, ',');
    scan.shape += ', ';
  }
  scan.at += 1;
  scan.shape += ')';
}

function addName(scan: Scan, name: string): void {
  scan.shape += `n${scan.names.push(name) - 1}`;
}

/** Reads the arguments of a directive that is not one of Velocity's, only to see that they are well formed. */
export function scanForeignArguments(scan: Scan): void {
  for (;;) {
    skipSpace(scan);
    if (scan.text[scan.at] === ',') scan.at += 1;
    skipSpace(scan);
    if (scan.text[scan.at] === ')') break;
    if (!take(scan, word)) scanOperand(scan);
    skipBlanks(scan);
  }
  scan.at += 1;
}
