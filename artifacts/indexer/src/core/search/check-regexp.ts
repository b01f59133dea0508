import { checkCharacters, maxWeight } from './check-wildcard.ts';
import { choose, join, type Part, repeat, type Times, toPart, weigh } from './regexp-part.ts';

/** Lucene refuses what has 1,000 bytes in a row. */
const maxStates = 200;

/**
 * What a regular expression would have to be; undefined when it is. The syntax that OpenSearch and people agree on:
 * literals, `\` before symbols, `.`, classes, groups, `|`, `? * + {n} {n,} {n,m}`; it is matched against whole values.
 */
export function checkRegexp(pattern: string): string | undefined {
  const problem = checkCharacters(pattern);
  if (problem !== undefined) return problem;
  const whole = readRegexp(pattern);
  if (!whole) return 'a regular expression';
  if (whole.states > maxStates) return 'a regular expression with fewer repetitions';
  if (weigh(whole) > maxWeight)
    return 'a regular expression with fewer characters left open behind a part of open length';
  return whole.isAnchored ? undefined : 'a regular expression that begins with a character or a class of them';
}

/** Undefined when it is none. */
export function readRegexp(pattern: string): Part | undefined {
  const reader = { characters: [...pattern], position: 0 };
  const whole = readUnion(reader);
  return reader.position < reader.characters.length ? undefined : whole;
}

interface Reader {
  readonly characters: readonly string[];
  position: number;
}

function peek({ characters, position }: Reader): string | undefined {
  return characters[position];
}

function take(reader: Reader): string | undefined {
  const character = peek(reader);
  reader.position += 1;
  return character;
}

function accept(reader: Reader, wanted: string): boolean {
  const isThere = peek(reader) === wanted;
  if (isThere) reader.position += 1;
  return isThere;
}

function readUnion(reader: Reader): Part | undefined {
  let whole = readSequence(reader);
  while (whole && accept(reader, '|')) {
    const other = readSequence(reader);
    whole = other && choose(whole, other);
  }
  return whole;
}

function readSequence(reader: Reader): Part | undefined {
  let whole: Part | undefined;
  while (![undefined, '|', ')'].includes(peek(reader))) {
    const part = readRepeated(reader);
    if (!part) return undefined;
    whole = whole ? join(whole, part) : part;
  }
  return whole;
}

function readRepeated(reader: Reader): Part | undefined {
  const part = readOne(reader);
  const times = part && readTimes(reader);
  return times && repeat(part, times);
}

/** Undefined when what stands there is no count. */
function readTimes(reader: Reader): Times | undefined {
  if (accept(reader, '?')) return { least: 0, most: 1 };
  if (accept(reader, '*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (accept(reader, '+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (!accept(reader, '{')) return { least: 1, most: 1 };
  const rest = reader.characters.slice(reader.position).join('');
  const [counts, least = '', comma, most = ''] = /^([0-9]{1,3})(?:(,)([0-9]{0,3}))?\}/.exec(rest) ?? [];
  if (counts === undefined) return undefined;
  reader.position += counts.length;
  const isEndless = comma !== undefined && most === '';
  const times = { least: Number(least), most: isEndless ? Number.POSITIVE_INFINITY : Number(most || least) };
  return times.most < times.least ? undefined : times;
}

function readOne(reader: Reader): Part | undefined {
  const character = take(reader);
  switch (character) {
    case '.':
      return toPart('wide', false);
    case '(': {
      const inner = readUnion(reader);
      return inner && accept(reader, ')') ? inner : undefined;
    }
    case '[':
      return readClass(reader);
    case '\\':
      return readEscaped(reader) === undefined ? undefined : toPart('one', true);
    default:
      return isLiteral(character) ? toPart('one', true) : undefined;
  }
}

function readClass(reader: Reader): Part | undefined {
  const isNegated = accept(reader, '^');
  do {
    const from = readMember(reader);
    if (from === undefined) return undefined;
    const to = accept(reader, '-') ? readMember(reader) : from;
    if (to === undefined || (to !== from && !isRange(from, to))) return undefined;
  } while (!accept(reader, ']'));
  return toPart('wide', !isNegated);
}

function readMember(reader: Reader): string | undefined {
  const character = take(reader);
  if (character === '\\') return readEscaped(reader);
  return character === undefined || /[[\]^-]/.test(character) ? undefined : character;
}

/** Letters and digits after a backslash are classes to some and themselves to others. */
function readEscaped(reader: Reader): string | undefined {
  const character = take(reader);
  return character === undefined || /[\p{L}\p{N}]/u.test(character) ? undefined : character;
}

/** Of one kind, so that it is still a range when the index folds its ends to lower case. */
function isRange(from: string, to: string): boolean {
  return [/^[0-9]$/, /^[a-z]$/, /^[A-Z]$/].some((kind) => kind.test(from) && kind.test(to)) && from <= to;
}

function isLiteral(character: string | undefined): boolean {
  return character !== undefined && !/["?*+{}()[\]|^$]/.test(character);
}
