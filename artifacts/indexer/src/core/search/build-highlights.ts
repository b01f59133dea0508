import { createHmac } from 'node:crypto';
import { buildFilter } from './build-filter.ts';
import { buildTextQuery, type Spelling } from './build-text-query.ts';
import type { FieldInfo } from './describe-fields.ts';
import type { TokenBinding } from './next-token.ts';
import { toFields, toList } from './reply-fields.ts';
import type { Filter, SearchRequest } from './search-request.ts';

type Highlights = Readonly<Record<string, readonly (readonly string[])[]>>;

const passage = { number_of_fragments: 2, fragment_size: 160 };
const wholeValue = { number_of_fragments: 0 };

/** Text that nobody who writes documents can know. */
export function toMarker({ fingerprint, secret }: TokenBinding): string {
  return createHmac('sha256', secret).update(`marker\n${fingerprint}`).digest('hex').slice(0, 32);
}

export interface HighlightPlan {
  readonly request: SearchRequest;
  readonly spelling: Spelling;
  /** Stands around what matched, and is in no document. */
  readonly marker: string;
}

/** Asks for what matched, in every text. Texts that can be sorted by are short: they come whole. */
export function buildHighlights(plan: HighlightPlan, fields: ReadonlyMap<string, FieldInfo>): object {
  const texts = [...fields.values()].filter(({ kind }) => kind === 'text');
  return {
    pre_tags: [plan.marker],
    post_tags: [plan.marker],
    // Not the query itself: the highlighter sees no words in a match across fields.
    highlight_query: { bool: { should: [...buildWords(plan), ...buildConditions(plan.request.filters, fields)] } },
    fields: Object.fromEntries(texts.map(({ name, exact }) => [name, exact === undefined ? passage : wholeValue])),
  };
}

function buildWords({ request: { entity, text }, spelling }: HighlightPlan): readonly object[] {
  if (text === undefined) return [];
  if (spelling === 'similar') return [buildTextQuery(entity, text, spelling)];
  return [{ multi_match: { query: text, fields: entity.searchFields.map(({ field }) => field) } }];
}

/** The words that filters want; not those that they do not want. */
function buildConditions(filters: readonly Filter[], fields: ReadonlyMap<string, FieldInfo>): readonly object[] {
  return filters.flatMap((filter): readonly object[] => {
    if (filter.kind === 'and' || filter.kind === 'or') return buildConditions(filter.filters, fields);
    if (filter.kind !== 'words') return [];
    const { fields: names, text } = filter;
    return [names.length > 1 ? { multi_match: { query: text, fields: names } } : buildFilter(filter, fields)];
  });
}

/** By field: passages, each cut at the markers, so that every second text of it matched. Undefined: nothing did. */
export function readHighlights(highlight: unknown, marker: string): Highlights | undefined {
  const found = Object.entries(toFields(highlight)).map(
    ([name, passages]) => [name, toList(passages).map((text) => String(text).split(marker))] as const,
  );
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
