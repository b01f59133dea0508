import type { Entity } from './entity.ts';

/** A JSON number by its text, as an exact parser hands it over. */
export interface ExactNumber {
  readonly isLosslessNumber: true;
  readonly value: string;
}

export interface SearchResponse {
  readonly total: number;
  readonly results: readonly SearchResult[];
}

export interface SearchResult {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly document: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** OpenSearch's answer as the API shows it. Undefined when the answer is not whole. */
export function toSearchResponse(entity: Entity, body: unknown): SearchResponse | undefined {
  const { hits: outer, timed_out: isTimedOut, _shards: shards } = toFields(body);
  const { hits, total } = toFields(outer);
  const count = toFields(total).value;
  const isWhole = isTimedOut === false && toNumber(toFields(shards).failed) === 0;
  if (!isWhole || !Array.isArray(hits) || !isExactNumber(count)) return undefined;
  return {
    total: Number(count.value),
    results: hits.map((hit) => toResult(entity, toFields(toFields(hit)._source))),
  };
}

function toResult(entity: Entity, source: Fields): SearchResult {
  const document = Object.fromEntries(
    Object.entries(source).map(([name, value]) => [name, toPlain(value, entity.decimals.includes(name))]),
  );
  const id = entity.id.map((name) => String(document[name])).join(':');
  return { type: entity.name, id, version: toNumber(source.version) ?? 0, document };
}

/** Decimals leave as text, as everywhere in the API: a JSON number would lose digits at the next reader. */
function toPlain(value: unknown, isDecimal: boolean): unknown {
  if (isExactNumber(value)) return isDecimal ? value.value : Number(value.value);
  if (Array.isArray(value)) return value.map((element) => toPlain(element, isDecimal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toPlain(member, isDecimal)]));
}

function toNumber(value: unknown): number | undefined {
  return isExactNumber(value) ? Number(value.value) : undefined;
}

function isExactNumber(value: unknown): value is ExactNumber {
  return toFields(value).isLosslessNumber === true;
}

function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
