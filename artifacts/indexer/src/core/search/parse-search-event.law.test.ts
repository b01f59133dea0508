import { expect, test } from '@jest/globals';
import { fc, seed } from '../../../../../test/support/fast-check.ts';
import { searched } from '../../entities/registry.ts';
import { buildFilter, findOnlyField } from './build-filter.ts';
import { describeFields } from './describe-fields.ts';
import { parseSearchEvent } from './parse-search-event.ts';

const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'detail',
    'kind',
    'toString',
    'title',
    'price',
    'status',
    '-title',
    'true',
    '5',
    'Rental',
    '',
  ),
);
const name = fc.oneof(
  word,
  fc.constantFrom('q', 'type', 'ids', 'sort', 'limit', 'next', 'stable', 'facets', 'highlight', 'after', 'wait'),
  fc.constantFrom('filter', 'aggregates', 'and', 'or', 'not', 'eq', 'in', 'range', 'from', 'regexp', 'match', 'terms'),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    word,
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 3 }),
  object: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
}));
/** In the place of any member: deeper than a function can call itself. */
const deep = fc
  .tuple(name, fc.constantFrom(['[', ']'], ['{"and":', '}'], ['{"not":', '}']), fc.constantFrom(5, 50, 20_000))
  .map(
    ([member, [open = '', close = ''], depth]) =>
      `{${JSON.stringify(member)}:${open.repeat(depth)}{}${close.repeat(depth)}}`,
  );
const event = fc.record(
  {
    resource: fc.constantFrom('/search', '/suggest', '/status', '/books', '/users/{userId}/books', '/rentals', '/x'),
    httpMethod: fc.constantFrom('GET', 'POST'),
    headers: fc.oneof(fc.constant({ 'content-type': 'application/json' }), json.value),
    multiValueQueryStringParameters: fc.oneof(fc.dictionary(name, fc.array(word)), json.value),
    queryStringParameters: fc.oneof(fc.dictionary(name, word), json.value),
    pathParameters: json.value,
    body: fc.oneof(
      json.object.map((body) => JSON.stringify(body)),
      deep,
      word,
    ),
    isBase64Encoded: fc.oneof(fc.boolean(), json.value),
  },
  { requiredKeys: ['resource', 'httpMethod'] },
);

test(`reads whatever comes, says what is wrong with it, and names only fields that there are (MILLRACE_TEST_SEED=${seed})`, () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(event, json.value), (sent) => {
      const asked = parseSearchEvent(sent, searched);

      if (asked.kind === 'invalid') expect(asked.detail).toMatch(/^Expected .{1,900}\.$/s);
      if (asked.kind !== 'search') return;
      accepted += 1;
      const { entity, filters, sort, facets, limit } = asked.request;
      const fields = describeFields(entity);
      const named = [
        ...sort.map(({ field }) => field),
        ...facets,
        ...filters.flatMap((one) => findOnlyField(one) ?? []),
      ];
      for (const field of named) expect(fields.has(field)).toBe(true);
      for (const filter of filters) JSON.stringify(buildFilter(filter, fields));
      expect(limit).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(10);
});
