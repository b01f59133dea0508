import { TemplateError } from './template-error.ts';

/** Java's regular expressions and replacement strings on JavaScript's engine; what has no equal there is refused. */

interface Compiled {
  readonly regex: RegExp;
  readonly whole: RegExp;
  readonly matchesEmpty: boolean;
}

const cache = new Map<string, Compiled>();

/** For finding in `text`: global, by code points. Throws TemplateError for a pattern that is wrong or not supported. */
export function javaRegex(pattern: string, text: string): RegExp {
  const { regex, matchesEmpty } = compileOnce(pattern);
  // Java also finds the empty match between the two halves of a surrogate pair; JavaScript steps over it.
  if (matchesEmpty && /[\ud800-\udfff]/.test(text)) throw unsupported(pattern, 'an empty match in text beyond U+FFFF');
  return regex;
}

export const matchesWhole = (text: string, pattern: string): boolean => compileOnce(pattern).whole.test(text);

function compileOnce(pattern: string): Compiled {
  const cached = cache.get(pattern);
  if (cached) return cached;
  const regex = compile(pattern);
  const whole = new RegExp(`^(?:${regex.source})$`, 'u');
  const compiled = { regex, whole, matchesEmpty: new RegExp(regex.source, 'u').test('') };
  if (cache.size < 1000) cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): RegExp {
  const source = translate(pattern);
  try {
    return new RegExp(source, 'gu');
  } catch (cause) {
    throw new TemplateError(`Expected a regular expression, got ${JSON.stringify(pattern)}`, { cause });
  }
}

const lineEnds = '\\n\\r\\u0085\\u2028\\u2029';
const spaces = ' \\t\\n\\u000b\\f\\r';
const escapes: Readonly<Record<string, string>> = {
  A: '^',
  z: '$',
  Z: `(?=(?:\\r\\n|[${lineEnds}])?$)`,
  s: `[${spaces}]`,
  S: `[^${spaces}]`,
  h: '[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  e: '\\u001b',
  a: '\\u0007',
};
/** Mean the same in both engines; `k` may be followed by a group's name, `x` and `u` by their digits. */
const sharedEscapes = /[dDwWbBtnrfkxu1-9]/;
const posix: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  XDigit: '0-9a-fA-F',
  Space: spaces,
  ASCII: '\\u0000-\\u007f',
};

function translate(pattern: string): string {
  let source = '';
  let isInClass = false;
  for (let at = 0; at < pattern.length; ) {
    const [piece, length] = translateAt(pattern, at, isInClass);
    if (piece === '[' || piece === '[^') isInClass = true;
    else if (piece === ']' && isInClass) isInClass = false;
    source += piece;
    at += length;
  }
  return source;
}

/** The JavaScript for what stands at `at`, and how many characters of the pattern it takes. */
function translateAt(pattern: string, at: number, isInClass: boolean): [string, number] {
  const rest = pattern.slice(at, at + 3);
  const character = pattern[at] ?? '';
  if (character === '\\') return translateEscape(pattern, at, isInClass);
  if (isInClass) {
    if (character === '[' || rest.startsWith('&&')) throw unsupported(pattern, 'character classes within classes');
    return [/[-\]^]/.test(character) ? character : literal(character), 1];
  }
  if (rest.startsWith('[')) return rest[1] === '^' ? ['[^', 2] : ['[', 1];
  if (/^[*+?}]\+/.test(rest) || rest === '(?>') throw unsupported(pattern, 'possessive quantifiers');
  if (/^\(\?[a-zA-Z-]/.test(rest)) throw unsupported(pattern, 'inline flags');
  if (character === '.') return [`[^${lineEnds}]`, 1];
  if (character === '$') return [escapes.Z ?? '', 1];
  if (character === ']' || (character === '}' && !/\{\d+(,\d*)?$/.test(pattern.slice(0, at))))
    return [`\\${character}`, 1];
  return [character, 1];
}

function translateEscape(pattern: string, at: number, isInClass: boolean): [string, number] {
  const next = pattern[at + 1];
  if (next === undefined) throw unsupported(pattern, 'a backslash at the end');
  if (next === 'Q') {
    const end = pattern.indexOf('\\E', at + 2);
    const quoted = pattern.slice(at + 2, end < 0 ? pattern.length : end);
    return [Array.from(quoted, literal).join(''), quoted.length + (end < 0 ? 2 : 4)];
  }
  if (next === 'p' || next === 'P') return translateProperty(pattern, at, isInClass);
  const translated = Object.hasOwn(escapes, next) ? escapes[next] : undefined;
  if (translated !== undefined) {
    if (!isInClass) return [translated, 2];
    if (/^\[[^^]/.test(translated)) return [translated.slice(1, -1), 2];
    if (translated.startsWith('\\u')) return [translated, 2];
    return next === 'S' ? ['\\S', 2] : unsupportedHere(pattern, next);
  }
  if (sharedEscapes.test(next)) return [`\\${next}`, 2];
  if (/[a-zA-Z0]/.test(next)) return unsupportedHere(pattern, next);
  return [literal(String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0)), next >= '\ud800' && next < '\udc00' ? 3 : 2];
}

function translateProperty(pattern: string, at: number, isInClass: boolean): [string, number] {
  const found = /^\\([pP])\{(?:Is)?(\w+)\}/.exec(pattern.slice(at));
  if (!found) throw unsupported(pattern, 'this form of \\p');
  const [whole, letter, name = ''] = found;
  const members = Object.hasOwn(posix, name) ? posix[name] : undefined;
  if (members === undefined) return [`\\${letter}{${name}}`, whole.length];
  if (letter === 'P' && isInClass) throw unsupported(pattern, 'a negated POSIX class within a class');
  if (isInClass) return [members, whole.length];
  return [letter === 'p' ? `[${members}]` : `[^${members}]`, whole.length];
}

/** Matches the character itself, inside and outside of a class. */
function literal(character: string): string {
  if (/[a-zA-Z0-9]/.test(character)) return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function unsupportedHere(pattern: string, letter: string): never {
  throw unsupported(pattern, `\\${letter}`);
}

function unsupported(pattern: string, what: string): TemplateError {
  return new TemplateError(`Not supported here in a regular expression: ${what}, in ${JSON.stringify(pattern)}`);
}

/** `replaceAll`, or `replaceFirst` with `isFirstOnly`. In `replacement`, `$1` and `${name}` are groups, `\x` is x. */
export function replaceByRegex(text: string, regex: RegExp, replacement: string, isFirstOnly = false): string {
  const expand = parseReplacement(replacement);
  const once = isFirstOnly ? new RegExp(regex.source, 'u') : regex;
  return text.replace(once, (...match: unknown[]) => expand(match));
}

function parseReplacement(replacement: string): (match: readonly unknown[]) => string {
  if (!/[\\$]/.test(replacement)) return () => replacement;
  return (match) => {
    // A replacer's arguments: the match, its groups, then the offset, the only number among them.
    const groupCount = match.findIndex((part) => typeof part === 'number') - 1;
    let result = '';
    for (let at = 0; at < replacement.length; at += 1) {
      const character = replacement[at];
      if (character === '\\') {
        at += 1;
        if (at === replacement.length) throw new TemplateError('Expected a character behind "\\" in a replacement');
        result += replacement[at];
      } else if (character === '$') {
        const [text, length] = expandGroup(replacement.slice(at + 1), match, groupCount);
        result += text;
        at += length;
      } else result += character;
    }
    return result;
  };
}

function expandGroup(rest: string, match: readonly unknown[], groupCount: number): [string, number] {
  const named = /^\{([a-zA-Z][a-zA-Z0-9]*)\}/.exec(rest);
  if (named) {
    const groups = match.at(-1);
    const group = named[1] ?? '';
    if (typeof groups !== 'object' || groups === null || !Object.hasOwn(groups, group))
      throw new TemplateError(`Expected a group named ${group}`);
    return [String((groups as Readonly<Record<string, string | undefined>>)[group] ?? ''), named[0].length];
  }
  let length = 1;
  if (!/^\d/.test(rest)) throw new TemplateError('Expected a group behind "$" in a replacement');
  // Java takes as many digits as still name a group.
  while (/\d/.test(rest[length] ?? '') && Number(rest.slice(0, length + 1)) <= groupCount) length += 1;
  const group = Number(rest.slice(0, length));
  if (group > groupCount) throw new TemplateError(`Expected a group ${group} in the regular expression`);
  return [String(match[group] ?? ''), length];
}
