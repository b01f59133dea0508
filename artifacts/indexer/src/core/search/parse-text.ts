import { collect, expected, invalid, isInvalid } from './invalid-request.ts';
import type { InvalidRequest } from './search-request.ts';

export const maxTextLength = 1_000;

/** A text as OpenSearch can take it: a lone surrogate has no UTF-8 form, and the whole request would be refused. */
export function parseText(value: unknown, path: string, maxLength = maxTextLength): string | InvalidRequest {
  if (typeof value !== 'string') return expected(path, 'a text', value);
  if (value.length <= maxLength) return value.replace(/\p{Surrogate}/gu, '\uFFFD');
  return invalid(`Expected \`${path}\` to be at most ${maxLength} characters, got ${value.length}.`);
}

/** One to `max` texts, none of them empty. */
export function parseTexts(
  value: unknown,
  path: string,
  { what, max }: { readonly what: string; readonly max: number },
): readonly string[] | InvalidRequest {
  if (!Array.isArray(value) || value.length === 0) return expected(path, `a list of ${what}`, value);
  if (value.length > max) return invalid(`Expected at most ${max} ${what} in \`${path}\`, got ${value.length}.`);
  const texts = collect(value.map((text) => parseText(text, path)));
  if (isInvalid(texts)) return texts;
  return texts.includes('') ? expected(path, `a list of ${what}`, value) : texts;
}
