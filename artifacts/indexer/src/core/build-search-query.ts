import type { Entity } from './entity.ts';
import type { SearchRequest } from './parse-search-request.ts';

/** An ISBN as people write it: 10 or 13 digits, in groups apart by hyphens or single spaces. */
const isbn = /(?<![0-9-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9-])/g;

/**
 * Body of the search over one entity: every word must occur somewhere in its fields; a whole phrase, and above all a
 * whole title, comes first. Equal scores are put in the order of the ids, so that the same search has the same answer.
 * The text only ever stands as the value of a match: none of it is read as a query language.
 */
export function buildSearchQuery(entity: Entity, { text, limit }: SearchRequest): object {
  const fields = entity.searchFields.map(({ field, weight }) => `${field}^${weight}`);
  const spellings = [...new Set([text, text.replace(isbn, (number) => number.replace(/[- ]/g, ''))])];
  const matches = spellings.map((query) => ({
    multi_match: { query, type: 'cross_fields', operator: 'and', fields },
  }));
  const phrases = { multi_match: { query: text, type: 'phrase', slop: 2, fields, boost: 2 } };
  return {
    size: limit,
    track_total_hits: true,
    query: {
      bool: {
        must: [{ bool: { should: matches, minimum_should_match: 1 } }],
        should: [phrases, ...matchWhole(entity, text)],
      },
    },
    sort: [{ _score: 'desc' }, ...entity.id.map((field) => ({ [field]: 'asc' }))],
  };
}

/** The field that weighs most, word for word. */
function matchWhole({ searchFields }: Entity, text: string): readonly object[] {
  const [first] = [...searchFields].sort((a, b) => b.weight - a.weight);
  return first ? [{ term: { [`${first.field}.keyword`]: { value: text, boost: 4 * first.weight } } }] : [];
}
