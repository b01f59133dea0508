import { toList, toRecord } from '../exact-json.ts';
import { buildFilter } from './build-filter.ts';
import { buildTextQuery, type Spelling } from './build-text-query.ts';
import type { FieldMap } from './describe-fields.ts';
import type { Filter, SearchRequest } from './search-request.ts';
import { spellIsbn } from './spell-isbn.ts';

type Highlights = Readonly<Record<string, readonly (readonly string[])[]>>;

const passage = { number_of_fragments: 2, fragment_size: 160 };
const wholeValue = { number_of_fragments: 0 };

export interface HighlightPlan {
  readonly request: SearchRequest;
  readonly spelling: Spelling;
  /** Stands around what matched, and is in no document. */
  readonly marker: string;
}

/** Asks for what matched, in every text. Texts that can be sorted by are short: they come whole. */
export function buildHighlights(plan: HighlightPlan, fields: FieldMap): object {
  const texts = [...fields.values()].filter(({ kind }) => kind === 'text');
  return {
    pre_tags: [plan.marker],
    post_tags: [plan.marker],
    // Not the query itself: the highlighter sees no words in a match across fields.
    highlight_query: { bool: { should: [...buildTextWords(plan), ...buildConditions(plan.request.filters, fields)] } },
    fields: Object.fromEntries(texts.map(({ name, exact }) => [name, exact === undefined ? passage : wholeValue])),
  };
}

function buildTextWords({ request: { entity, text }, spelling }: HighlightPlan): readonly object[] {
  if (text === undefined) return [];
  if (spelling === 'similar') return [buildTextQuery(entity, text, spelling)];
  return matchAny(
    text,
    entity.searchFields.map(({ field }) => field),
  );
}

function matchAny(text: string, fields: readonly string[]): readonly object[] {
  return spellIsbn(text).map((query) => ({ multi_match: { query, fields } }));
}

/** The words that filters want; not those that they do not want. */
function buildConditions(filters: readonly Filter[], fields: FieldMap): readonly object[] {
  return filters.flatMap((filter): readonly object[] => {
    if (filter.kind === 'and' || filter.kind === 'or') return buildConditions(filter.filters, fields);
    if (filter.kind !== 'words') return [];
    const { fields: names, text } = filter;
    return names.length > 1 ? matchAny(text, names) : [buildFilter(filter, fields)];
  });
}

/** By field: passages, each cut at the markers, so that every second text of it matched. Undefined: nothing did. */
export function readHighlights(highlight: unknown, marker: string): Highlights | undefined {
  const found = Object.entries(toRecord(highlight)).map(
    ([name, passages]) => [name, toList(passages).map((text) => String(text).split(marker))] as const,
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
