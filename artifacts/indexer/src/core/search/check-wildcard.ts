/** Lucene refuses patterns of 1,000 bytes in a row. */
export const maxPatternLength = 100;

/** Of all patterns of a filter together; automata of this size are made in milliseconds. */
export const maxWeight = 1_000;

/**
 * Characters that stay themselves when the index folds a pattern as it folds values. Others become ASCII characters that
 * mean something in a pattern: a full-width asterisk an asterisk, a typographic quote a quote.
 */
const unfolded = /^[\p{ASCII}\p{L}\p{M}\p{Nd}]*$/u;

/** What a wildcard pattern (`*` any characters, `?` one, `\` takes a character as it is) would have to be; undefined when it is. */
export function checkWildcard(pattern: string): string | undefined {
  if (/^[*?]/.test(pattern)) return 'a pattern that does not begin with a wildcard';
  if (weighWildcard(pattern) > maxWeight) return 'a pattern with fewer `?` behind a `*`';
  return checkCharacters(pattern);
}

/** What comes after a `*` is followed from several places at once: each `?` can take any of them on or not. */
export function weighWildcard(pattern: string): number {
  const [, ...afterStar] = pattern.replace(/\\./gs, 'a').split('*');
  const doublings = afterStar.join('').split('?').length - 1;
  return [...pattern].length * 2 ** doublings;
}

export function checkCharacters(pattern: string): string | undefined {
  if (pattern === '') return 'a pattern of one character at least';
  return unfolded.test(pattern) ? undefined : 'a pattern of ASCII characters, letters and digits';
}
