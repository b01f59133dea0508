import { foldValue } from './fold-value.ts';
import type { Suggestion } from './search-response.ts';

/**
 * One list of the suggestions of several entities, each in its order: what begins with the text before what only contains
 * it, and in turns, so that many of one kind do not crowd out the others.
 */
export function mergeSuggestions(
  lists: readonly (readonly Suggestion[])[],
  { text, limit }: { readonly text: string; readonly limit: number },
): readonly Suggestion[] {
  const start = foldValue(text);
  const begins = (suggestion: Suggestion): boolean => foldValue(suggestion.text).startsWith(start);
  const first = takeInTurns(lists.map((list) => list.filter(begins)));
  const others = takeInTurns(lists.map((list) => list.filter((suggestion) => !begins(suggestion))));
  return [...first, ...others].slice(0, limit);
}

function takeInTurns<Element>(lists: readonly (readonly Element[])[]): readonly Element[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => lists.flatMap((list) => list.slice(turn, turn + 1))).flat();
}
