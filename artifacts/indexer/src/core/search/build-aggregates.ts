import { countValues } from './build-facets.ts';
import { toExact } from './build-sort.ts';
import type { FieldInfo } from './describe-fields.ts';
import { readBuckets } from './read-buckets.ts';
import { type Fields, toNumber } from './reply-fields.ts';
import type { Aggregate } from './search-request.ts';
import type { AggregateResult } from './search-response.ts';

export function buildAggregate(aggregate: Aggregate, fields: ReadonlyMap<string, FieldInfo>): object {
  if (aggregate.kind === 'terms') return countValues(aggregate.field, aggregate.size, fields);
  return { [aggregate.kind]: { field: toExact(aggregate.field, fields) } };
}

export function readAggregate({ kind }: Aggregate, answer: Fields): AggregateResult {
  if (kind === 'terms') return { buckets: readBuckets(answer) };
  // The average of nothing is null.
  const value = toNumber(answer.value);
  return value === undefined ? {} : { value };
}
