import type { Entity, SearchField } from '../entity.ts';
import { describeFields, toExact } from './describe-fields.ts';
import { findMainField } from './find-main-field.ts';
import { foldValue } from './fold-value.ts';
import { spellIsbn } from './spell-isbn.ts';
import { splitWords } from './split-words.ts';

/** `typed`: the words as they are. `similar`: words that differ from them by a slip or two; the last may be unfinished. */
export type Spelling = 'typed' | 'similar';

/** "alice wonderland" is near in *Alice's Adventures in Wonderland*: `alice s adventures in wonderland`. */
const maxWordsBetween = 6;

/** Each word costs a walk through the terms of every field; who types more has other words to be found by. */
const maxSimilar = { words: 16, length: 200 };
/** Words that one is replaced by are counted, too, in every field: together they stay below the 1,024 that OpenSearch takes. */
const maxExpansions = { each: 50, together: 900 };
/**
 * Where the words of a longer text stand to each other costs more than it tells. OpenSearch takes 1,024 words, each counted
 * in every field, and as often as it is looked for there.
 */
const maxNearWords = 32;

/**
 * Every word must occur somewhere in the entity's fields. The text only ever stands as the value of a match: none of it is
 * read as a query language.
 */
export function buildTextQuery(entity: Entity, text: string, spelling: Spelling): object {
  const main = findMainField(entity);
  // Without fields, a match would look into all there are.
  if (main === undefined) return { match_none: {} };
  return spelling === 'typed' ? matchTyped(entity, main, text) : matchSimilar(entity, text);
}

/** First what is called exactly so, then what has the words near each other or bears them as a name. */
function matchTyped(entity: Entity, main: string, text: string): object {
  const fields = toWeightedFields(entity);
  const matchAll = (query: string) => ({ multi_match: { query, type: 'cross_fields', operator: 'and', fields } });
  const whole = { term: { [toExact(main, describeFields(entity))]: { value: text, boost: 32 } } };
  if (countWords(text) > maxNearWords) return { bool: { must: [matchAll(text)], should: [whole] } };
  const matches = spellIsbn(text).map(matchAll);
  const near = { multi_match: { query: text, type: 'phrase', slop: maxWordsBetween, fields, boost: 2 } };
  const names = entity.searchFields.filter(({ isName }) => isName).map((field) => matchName(field, text));
  return {
    bool: {
      must: [{ bool: { should: matches, minimum_should_match: 1 } }],
      should: [{ dis_max: { queries: [near, ...names] } }, whole],
    },
  };
}

/** All words of a name; one word alone must be its first, or *love* would bring the books of Thomas Love Peacock. */
function matchName({ field, weight }: SearchField, text: string): object {
  const [word = '', second] = splitWords(text);
  if (second !== undefined) return { match: { [field]: { query: text, operator: 'and', boost: 8 * weight } } };
  const first = { match: { span_term: { [field]: foldValue(word) } }, end: 1 };
  return { span_first: { ...first, boost: 8 * weight } };
}

/**
 * Word by word, as words that lie across fields cannot be matched by likeness. A number that differs is another number. Who
 * searches while typing has not finished the last word: what begins with it comes before what is spelt like it.
 */
function matchSimilar(entity: Entity, text: string): object {
  const words = splitWords(text);
  if (words.length === 0 || words.length > maxSimilar.words || text.length > maxSimilar.length)
    return { match_none: {} };
  const fields = toWeightedFields(entity);
  const share = Math.floor(maxExpansions.together / (words.length * fields.length));
  const max_expansions = Math.min(maxExpansions.each, share);
  const must = words.map((query, i) => {
    const likeness = /\p{N}/u.test(query) ? {} : { fuzziness: 'AUTO', prefix_length: 1, max_expansions };
    const like = { multi_match: { query, operator: 'and', fields, tie_breaker: 0.3, ...likeness } };
    if (i < words.length - 1) return like;
    const begun = { multi_match: { query, type: 'bool_prefix', operator: 'and', fields, boost: 2 } };
    return { dis_max: { queries: [like, begun] } };
  });
  return { bool: { must } };
}

/** As the indexes part them: of Chinese and of hiragana, each character is a word. */
function countWords(text: string): number {
  const characters = text.match(/[\p{Script=Han}\p{Script=Hiragana}]/gu) ?? [];
  return splitWords(text).length + characters.length;
}

function toWeightedFields({ searchFields }: Entity): readonly string[] {
  return searchFields.map(({ field, weight }) => `${field}^${weight}`);
}
