import { expect, test } from '@jest/globals';
import { buildRequest } from '../../../test/fixtures/build-request.ts';
import { author } from '../../entities/author.ts';
import { book } from '../../entities/book.ts';
import type { SearchRequest } from './search-request.ts';
import { toFingerprint, toPreference } from './to-fingerprint.ts';

const of = (overrides: Partial<SearchRequest>): string => toFingerprint(buildRequest(overrides));

test('is the same for all pages of a query, whatever the caller knows by then', () => {
  const page: Partial<SearchRequest> = {
    limit: 1,
    next: 'x',
    waitMs: 0,
    after: [{ entity: book, id: ['b1'], version: 1 }],
  };

  expect(of(page)).toBe(of({}));
});

test.each<Partial<SearchRequest>>([
  { entity: author },
  { text: 'emma' },
  { filters: [{ kind: 'exists', field: 'price' }] },
  { within: { kind: 'exists', field: 'price' } },
  { ids: [] },
  { ids: [['b1']] },
  { sort: [{ field: 'price', order: 'asc' }] },
  { isStable: true },
  { facets: ['status'] },
  { aggregates: { mean: { kind: 'avg', field: 'price' } } },
  { hasHighlights: true },
])('differs with %j', (overrides) => {
  expect(of(overrides)).not.toBe(of({}));
});

test('makes a preference that OpenSearch takes for no word of its own', () => {
  expect(toPreference(of({}))).toMatch(/^[0-9a-f]{16}$/);
  expect(toPreference(of({}))).not.toBe(toPreference(of({ text: 'emma' })));
});
