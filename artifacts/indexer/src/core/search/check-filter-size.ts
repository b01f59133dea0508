import { readRegexp } from './check-regexp.ts';
import { maxWeight, weighWildcard } from './check-wildcard.ts';
import { invalid, listNames } from './invalid-request.ts';
import { weigh } from './regexp-part.ts';
import type { Filter, InvalidRequest } from './search-request.ts';

const maxConditions = 100;
/** In a filter, and in a parameter that is repeated. */
export const maxValues = 1_000;

/** What is dear: each of these looks through the words of a field, or makes an automaton and does it by that. */
const maxDear: readonly (readonly [names: readonly string[], max: number])[] = [
  [['regexp'], 5],
  [['matchPhrasePrefix'], 5],
  [['wildcard', 'prefix'], 20],
];

/** What of a filter is too much; undefined when it is not. */
export function checkFilterSize(filters: readonly Filter[]): InvalidRequest | undefined {
  const leaves = filters.flatMap(listLeaves);
  const problems = [
    tooMany(leaves.length, maxConditions, 'conditions'),
    tooMany(sum(leaves, countOperands), maxValues, 'values to compare with'),
    ...maxDear.map(([names, max]) =>
      tooMany(leaves.filter((leaf) => names.includes(nameOf(leaf))).length, max, `of ${listNames(names)}`),
    ),
    sum(leaves, weighLeaf) > maxWeight
      ? invalid('Expected shorter or simpler patterns in `filter`, got more of them together than can be looked for.')
      : undefined,
  ];
  return problems.find((problem) => problem !== undefined);
}

function tooMany(count: number, max: number, what: string): InvalidRequest | undefined {
  return count > max ? invalid(`Expected at most ${max} ${what} in \`filter\`, got ${count}.`) : undefined;
}

function listLeaves(filter: Filter): readonly Filter[] {
  if (filter.kind === 'not') return listLeaves(filter.filter);
  return filter.kind === 'and' || filter.kind === 'or' ? filter.filters.flatMap(listLeaves) : [filter];
}

function sum(leaves: readonly Filter[], measure: (leaf: Filter) => number): number {
  return leaves.reduce((total, leaf) => total + measure(leaf), 0);
}

function countOperands(leaf: Filter): number {
  return leaf.kind === 'equals' ? leaf.values.length : 0;
}

/** As its operator is called in a request, where it is dear. */
function nameOf(leaf: Filter): string {
  if (leaf.kind === 'pattern') return leaf.syntax;
  return leaf.kind === 'words' && leaf.how === 'phrasePrefix' ? 'matchPhrasePrefix' : '';
}

function weighLeaf(leaf: Filter): number {
  if (leaf.kind !== 'pattern' || leaf.syntax === 'prefix') return 0;
  if (leaf.syntax === 'wildcard') return weighWildcard(leaf.pattern);
  const part = readRegexp(leaf.pattern);
  return part ? weigh(part) : 0;
}
