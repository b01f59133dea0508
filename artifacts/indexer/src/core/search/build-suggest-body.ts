import type { Entity } from '../entity.ts';
import { breakTies } from './build-sort.ts';
import { buildTextQuery, type Spelling } from './build-text-query.ts';
import { describeFields, toExact } from './describe-fields.ts';

export interface Completion {
  readonly text: string;
  readonly limit: number;
  /** `similar`: the words as if they were finished, with a slip or two. */
  readonly spelling: Spelling;
}

/** OpenSearch takes prefixes of up to 1,000 bytes, and each character has up to four. */
const maxPrefixLength = 200;

/**
 * Body of the search that completes what somebody types, in one field of an entity: the last word may be unfinished.
 * What begins with the text comes first, then what has it as a phrase; each wording once.
 */
export function buildSuggestBody(entity: Entity, field: string, { text, limit, spelling }: Completion): object {
  const exact = toExact(field, describeFields(entity));
  return {
    size: limit,
    timeout: '1s',
    track_total_hits: false,
    _source: [field, ...entity.id],
    query: spelling === 'typed' ? completeTyped(field, exact, text) : completeSimilar(entity, field, text),
    collapse: { field: exact },
    sort: [{ _score: 'desc' }, { [exact]: 'asc' }, ...breakTies(entity, [])],
  };
}

function completeTyped(field: string, exact: string, text: string): object {
  return {
    bool: {
      must: [{ match_bool_prefix: { [field]: { query: text, operator: 'and' } } }],
      should: [
        { match_phrase_prefix: { [field]: { query: text, boost: 2 } } },
        { prefix: { [exact]: { value: [...text].slice(0, maxPrefixLength).join(''), boost: 100 } } },
      ],
    },
  };
}

function completeSimilar(entity: Entity, field: string, text: string): object {
  return buildTextQuery({ ...entity, searchFields: [{ field, weight: 1 }] }, text, 'similar');
}
