import { type FieldMap, toExact } from './describe-fields.ts';
import type { Filter } from './search-request.ts';
import { spellIsbn } from './spell-isbn.ts';

/** OpenSearch refuses an expression that takes more; what we let pass needs less. */
const maxStates = 1_000;

/** How many words an unfinished one behind others may stand for: more than begin alike, unless by a letter or two. */
const maxExpansions = 10_000;

/** Surely one to the indexes, too, which part words by the rules of Unicode. */
const oneWord = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{1,200}$/u;

/** The clause for a filter context. What a caller sent only ever stands as a value of one. */
export function buildFilter(filter: Filter, fields: FieldMap): object {
  switch (filter.kind) {
    case 'and':
      return { bool: { filter: filter.filters.map((one) => buildFilter(one, fields)) } };
    case 'or':
      return { bool: { should: filter.filters.map((one) => buildFilter(one, fields)), minimum_should_match: 1 } };
    case 'not':
      return { bool: { must_not: [buildFilter(filter.filter, fields)] } };
    case 'equals':
      return { terms: { [toExact(filter.field, fields)]: filter.values } };
    case 'range':
      return { range: { [toExact(filter.field, fields)]: filter.bounds } };
    case 'exists':
      return { exists: { field: filter.field } };
    case 'pattern':
      return buildPattern(filter, toExact(filter.field, fields));
    case 'words':
      return buildWords(filter, fields);
  }
}

/** The one field that a filter is about. */
export function findOnlyField(filter: Filter): string | undefined {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const fields = new Set(filter.filters.map(findOnlyField));
      return fields.size === 1 ? [...fields][0] : undefined;
    }
    case 'not':
      return findOnlyField(filter.filter);
    case 'words':
      return filter.fields.length === 1 ? filter.fields[0] : undefined;
    default:
      return filter.field;
  }
}

function buildPattern({ syntax, pattern }: Filter & { kind: 'pattern' }, field: string): object {
  // Without the operators that only Lucene has: complements, intersections, intervals.
  const flags = syntax === 'regexp' && { flags: 'NONE', max_determinized_states: maxStates };
  return { [syntax]: { [field]: { value: pattern, ...flags } } };
}

function buildWords({ how, fields: names, text }: Filter & { kind: 'words' }, fields: FieldMap): object {
  const [name] = names;
  if (name === undefined || names.length > 1) return matchAcross(names, text);
  const analyzer = fields.get(name)?.analyzer;
  const toClause = (options: object) => ({ [name]: { query: text, ...options, ...(analyzer && { analyzer }) } });
  switch (how) {
    case 'match':
      return { match: toClause({ operator: 'and' }) };
    case 'phrase':
      return { match_phrase: toClause({}) };
    case 'phrasePrefix':
      // By itself, an unfinished word is a prefix: as many words as there are may begin so.
      return oneWord.test(text)
        ? { match_bool_prefix: toClause({}) }
        : { match_phrase_prefix: toClause({ max_expansions: maxExpansions }) };
  }
}

/** By the one analyzer that all fields have for words to look for, or they would not count as one text. */
function matchAcross(fields: readonly string[], text: string): object {
  const [only, ...others] = spellIsbn(text).map((query) => ({
    multi_match: { query, type: 'cross_fields', operator: 'and', fields },
  }));
  return only && others.length === 0 ? only : { bool: { should: [only, ...others], minimum_should_match: 1 } };
}
