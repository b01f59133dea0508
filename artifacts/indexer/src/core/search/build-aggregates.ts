import { type JsonObject, toNumber } from '../exact-json.ts';
import { countValues } from './build-facets.ts';
import { type FieldMap, toExact } from './describe-fields.ts';
import { readBuckets } from './read-buckets.ts';
import type { Aggregate } from './search-request.ts';
import type { AggregateResult } from './search-response.ts';

export function buildAggregate(aggregate: Aggregate, fields: FieldMap): object {
  if (aggregate.kind === 'terms') return countValues(aggregate.field, aggregate.size, fields);
  return { [aggregate.kind]: { field: toExact(aggregate.field, fields) } };
}

export function readAggregate({ kind }: Aggregate, answer: JsonObject): AggregateResult {
  if (kind === 'terms') return { buckets: readBuckets(answer) };
  // The average of nothing is null.
  const value = toNumber(answer.value);
  return value === undefined ? {} : { value };
}
