import type { Entity } from '../entity.ts';
import { describeFields } from './describe-fields.ts';
import { collect, collectMembers, expected, isInvalid } from './invalid-request.ts';
import { parseAggregates } from './parse-aggregates.ts';
import { parseFacets } from './parse-facets.ts';
import { parseInteger } from './parse-integer.ts';
import { parseKnown } from './parse-known.ts';
import { parseSort } from './parse-sort.ts';
import { parseText, parseTexts } from './parse-text.ts';
import { splitId } from './public-id.ts';
import type { Filter, InvalidRequest, Known, SearchRequest } from './search-request.ts';

/** What a search may say by URL and in a body alike, named as there. */
const members = ['q', 'ids', 'sort', 'limit', 'next', 'stable', 'facets', 'highlight', 'after', 'wait'];
/** Of these, what makes no sense for an entity without texts to look in. */
const textMembers = ['q', 'highlight'];

const maxIds = 100;
const maxKnown = 10;
/** Ours have up to 4,000 characters, and the id of a point in time, which is longer the more shards there are. */
const maxTokenLength = 32_000;

/** A search as it was sent, not looked at yet: by the names above, and `aggregates`. */
export type SearchDraft = Readonly<Record<string, unknown>>;

export interface SearchFrame {
  readonly entity: Entity;
  readonly within?: Filter | undefined;
  readonly filters: readonly Filter[];
  /** All that `after` may name. */
  readonly searched: readonly Entity[];
}

export function listMembers({ searchFields }: Entity): readonly string[] {
  return searchFields.length > 0 ? members : members.filter((name) => !textMembers.includes(name));
}

/** The whole request, or what is wrong with the first member that is not as expected. */
export function completeRequest(
  draft: SearchDraft,
  { entity, within, filters, searched }: SearchFrame,
): SearchRequest | InvalidRequest {
  const fields = describeFields(entity);
  return collectMembers({
    entity,
    within,
    filters,
    text: parseQueryText(draft.q),
    ids: parseIds(draft.ids, entity),
    sort: parseSort(draft.sort, fields),
    limit: parseInteger(draft.limit, 'limit', { min: 1, max: 100, absent: 25 }),
    next: parseToken(draft.next),
    isStable: parseSwitch(draft.stable, 'stable'),
    facets: parseFacets(draft.facets, fields),
    aggregates: parseAggregates(draft.aggregates, fields),
    hasHighlights: parseSwitch(draft.highlight, 'highlight'),
    after: parseAfter(draft.after, searched),
    waitMs: parseWait(draft.wait),
  });
}

/** Blank counts as absent: somebody has emptied the field. */
export function parseQueryText(value: unknown): string | undefined | InvalidRequest {
  const text = value === undefined ? '' : parseText(value, 'q');
  return isInvalid(text) ? text : text.trim() || undefined;
}

function parseIds(value: unknown, entity: Entity): SearchRequest['ids'] | InvalidRequest {
  if (value === undefined) return undefined;
  const ids = parseTexts(value, 'ids', { what: 'ids', max: maxIds });
  if (isInvalid(ids)) return ids;
  const form = entity.id.map((name) => `<${name}>`).join(':');
  return collect(ids.map((id) => splitId(entity, id) ?? expected('ids', `a list of \`${form}\``, id)));
}

function parseToken(value: unknown): string | undefined | InvalidRequest {
  const token = value === undefined ? undefined : parseText(value, 'next', maxTokenLength);
  return token === '' ? expected('next', 'the `next` of the page before', token) : token;
}

function parseSwitch(value: unknown, path: string): boolean | InvalidRequest {
  if (value === undefined) return false;
  return typeof value === 'boolean' ? value : expected(path, 'true or false', value);
}

function parseAfter(value: unknown, searched: readonly Entity[]): readonly Known[] | InvalidRequest {
  if (value === undefined) return [];
  const texts = parseTexts(value, 'after', { what: 'versions', max: maxKnown });
  return isInvalid(texts) ? texts : collect(texts.map((text) => parseKnown(text, searched)));
}

function parseWait(value: unknown): number | InvalidRequest {
  const seconds = parseInteger(value, 'wait', { min: 0, max: 20, absent: 5 });
  return isInvalid(seconds) ? seconds : seconds * 1_000;
}
