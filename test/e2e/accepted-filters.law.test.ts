import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildFilter } from '../../artifacts/indexer/src/core/search/build-filter.ts';
import { describeFields } from '../../artifacts/indexer/src/core/search/describe-fields.ts';
import { isInvalid } from '../../artifacts/indexer/src/core/search/invalid-request.ts';
import { parseFilter } from '../../artifacts/indexer/src/core/search/parse-filter.ts';
import type { Bounds, Filter } from '../../artifacts/indexer/src/core/search/search-request.ts';
import { book } from '../../artifacts/indexer/src/entities/book.ts';
import { fc, seed } from '../support/fast-check.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const index = `filters${newId().slice(1, 11).toLowerCase()}`;
const send = createSend(servers.opensearchUrl);
const fields = describeFields(book);

const books: readonly Readonly<Record<string, unknown>>[] = [
  { bookId: '1', title: 'Crime', status: 'AVAILABLE', price: 5, tags: ['Murder', 'Élan'], language: 'en' },
  { bookId: '2', title: 'The Idiot', status: 'MISSING', price: 12.5, tags: ['elan'], createdAt: 1_700_000_000_000 },
  { bookId: '3', title: 'crime', status: 'AVAILABLE', tags: [], language: 'de', createdAt: 0 },
  { bookId: '4', status: 'NOT_AVAILABLE', price: 0, tags: ['murder', 'x'], version: 1_700_000_000_000_000 },
];

const ask = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
  const reply = await send({ method, path, ...(body && { body: JSON.stringify(body) }) });
  if (reply.kind === 'none') throw new Error(reply.reason);
  return { status: reply.status, body: JSON.parse(reply.text) as unknown };
};
const find = (filter: readonly Filter[]) =>
  ask('POST', `/${index}/_search`, {
    query: { bool: { filter: filter.map((one) => buildFilter(one, fields)) } },
    sort: [{ bookId: 'asc' }],
  });

beforeAll(async () => {
  await ask('PUT', `/${index}`, book.definition);
  for (const one of books) await ask('PUT', `/${index}/_doc/${one.bookId}`, one);
  await ask('POST', `/${index}/_refresh`);
});
afterAll(() => ask('DELETE', `/${index}`));

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'ab*?.+|()[]{}^-\\"\'~&<>@#0123,/:!\u0301'), maxLength: 12 }),
  fc.constantFrom(
    'Crime',
    'murder',
    'a AND b OR',
    'x'.repeat(1_000),
    'now-1d',
    '2024',
    '＊a',
    'a“b',
    'ÀÉ.*',
    'e\u0301*',
  ),
);
const { regexp } = fc.letrec<{ one: string; some: string; regexp: string }>((tie) => ({
  one: fc.oneof(
    fc.constantFrom(
      'a',
      'é',
      '你',
      '\u{1F600}',
      '\u0301',
      '.',
      '[a-z]',
      '[^é]',
      '\\.',
      '\\"',
      '[\\]]',
      ' ',
      '~',
      '&',
      '<',
      '@',
      '#',
      'A',
    ),
    tie('regexp').map((inner) => `(${inner})`),
  ),
  some: fc
    .tuple(tie('one'), fc.constantFrom('', '', '', '*', '+', '?', '{3}', '{2,}', '{0,2}', '{6}', '{9}', '{99}'))
    .map((all) => all.join('')),
  regexp: fc
    .array(fc.tuple(fc.constantFrom('', '', '|'), tie('some')), { minLength: 1, maxLength: 4 })
    .map((all) => all.flat().join('')),
}));
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
  fc.constantFrom('1.5', '-0', '1e-130', '9.2e18', '0.000000000000000000000000000001'),
);
const operand = fc.oneof(text, number);
const range = fc.record({ from: operand, to: operand }, { requiredKeys: ['to'] });
const words = fc.record({ match: text, matchPhrase: text, matchPhrasePrefix: text }, { requiredKeys: [] });
const patterns = fc.oneof(
  fc.record({ wildcard: text, regexp: text, prefix: text }, { requiredKeys: [] }),
  regexp.map((expression) => ({ regexp: expression })),
);
const comparison = fc.oneof(
  ...['eq', 'ne', 'gt', 'gte', 'lt', 'lte'].map((name) => operand.map((value) => ({ [name]: value }))),
  fc.array(operand, { minLength: 1, maxLength: 3 }).map((values) => ({ in: values })),
  range.map((ends) => ({ range: ends })),
  fc.boolean().map((exists) => ({ exists })),
  patterns,
  words,
);
const filter = fc
  .tuple(fc.constantFrom(...fields.keys()), comparison, fc.constantFrom('and', 'or', 'not', 'plain'))
  .map(([field, condition, around]) => {
    const one = { [field]: condition };
    return around === 'plain' ? one : { [around]: around === 'not' ? one : [one] };
  });

test(`is taken by OpenSearch whenever it is taken by us (MILLRACE_TEST_SEED=${seed})`, async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(filter, async (sent) => {
      const parsed = parseFilter(sent, fields);
      if (isInvalid(parsed)) return;
      accepted += 1;

      expect(await find(parsed)).toMatchObject({ status: 200, body: { _shards: { failed: 0 } } });
    }),
    { numRuns: 1_000 },
  );
  expect(accepted).toBeGreaterThan(150);
});

type Book = (typeof books)[number];

/** Texts are compared without case and accents, keywords letter by letter. */
function fold(field: string, value: unknown): string {
  const isText = fields.get(field)?.kind === 'text';
  return isText ? String(value).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '') : String(value);
}

/** The same as an expression of JavaScript: what is generated here means the same to both. */
function toExpression({ field, syntax, pattern }: Filter & { kind: 'pattern' }): RegExp {
  const folded = fold(field, pattern);
  if (syntax === 'regexp') return new RegExp(`^(?:${folded})$`, 's');
  if (syntax === 'prefix') return new RegExp(`^${folded}`, 's');
  return new RegExp(`^${folded.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
}

const toWords = (value: unknown): readonly string[] => fold('title', value).match(/[a-z0-9]+/g) ?? [];

function hasWords({ how, fields: names, text: wanted }: Filter & { kind: 'words' }, of: Book): boolean {
  const words = toWords(wanted);
  const values = names.flatMap((field) => valuesOf({ field }, of)).map(toWords);
  if (how === 'match') return words.length > 0 && words.every((word) => values.some((value) => value.includes(word)));
  const isSame = (word: string, i: number, given: string | undefined) =>
    how === 'phrasePrefix' && i === words.length - 1 ? given?.startsWith(word) : given === word;
  const begins = (value: readonly string[], at: number) => words.every((word, i) => isSame(word, i, value[at + i]));
  return words.length > 0 && values.some((value) => value.some((_, at) => begins(value, at)));
}

/** Below 0, 0 or above, as `value` stands before, at or behind `bound`. */
function compare(field: string, value: unknown, bound: unknown): number {
  if (typeof value === 'number') return value - Number(bound);
  const [a, b] = [fold(field, value), fold(field, bound)];
  return a < b ? -1 : Number(a > b);
}

/** What a filter means, without an index. */
function holds(one: Filter, of: Book): boolean {
  switch (one.kind) {
    case 'and':
      return one.filters.every((part) => holds(part, of));
    case 'or':
      return one.filters.some((part) => holds(part, of));
    case 'not':
      return !holds(one.filter, of);
    case 'exists':
      return valuesOf(one, of).length > 0;
    case 'equals':
      return valuesOf(one, of).some((value) => one.values.some((wanted) => compare(one.field, value, wanted) === 0));
    case 'range':
      return valuesOf(one, of).some((value) => isWithin(one.bounds, (bound) => compare(one.field, value, bound)));
    case 'pattern': {
      const expression = toExpression(one);
      return valuesOf(one, of).some((value) => expression.test(fold(one.field, value)));
    }
    case 'words':
      return hasWords(one, of);
  }
}

function valuesOf({ field }: { readonly field: string }, of: Book): readonly unknown[] {
  return [of[field] ?? []].flat();
}

function isWithin({ gt, gte, lt, lte }: Bounds, compareTo: (bound: unknown) => number): boolean {
  return (
    (gt === undefined || compareTo(gt) > 0) &&
    (gte === undefined || compareTo(gte) >= 0) &&
    (lt === undefined || compareTo(lt) < 0) &&
    (lte === undefined || compareTo(lte) <= 0)
  );
}

const known = fc.oneof(
  fc.record({ field: fc.constant('price'), value: fc.constantFrom('0', '5', '12.5', '4.9') }),
  fc.record({ field: fc.constant('status'), value: fc.constantFrom('AVAILABLE', 'MISSING', 'available') }),
  fc.record({ field: fc.constant('title'), value: fc.constantFrom('CRIME', 'the idiot', 'crim') }),
  fc.record({ field: fc.constant('tags'), value: fc.constantFrom('murder', 'ÉLAN', 'x', 'n') }),
  fc.record({ field: fc.constant('createdAt'), value: fc.constantFrom('0', '1700000000000', '1') }),
  fc.record({ field: fc.constant('version'), value: fc.constantFrom('1700000000000000', '1.5') }),
  fc.record({ field: fc.constant('language'), value: fc.constantFrom('en', 'de', 'DE') }),
);
const plain = fc.oneof(
  fc
    .record({ one: known, operator: fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte') })
    .map(({ one, operator }) => ({ [one.field]: { [operator]: one.value } })),
  known.map(({ field, value }) => ({ [field]: { in: [value, value] } })),
  known.map(({ field, value }) => ({ [field]: { range: { from: value } } })),
  fc
    .record({ field: fc.constantFrom('price', 'title', 'tags', 'createdAt', 'description'), exists: fc.boolean() })
    .map(({ field, exists }) => ({ [field]: { exists } })),
);
const wording = fc.constantFrom(
  'crime',
  'THE idiot',
  'idiot the',
  'the',
  'The id',
  'c',
  'élan',
  'E\u0301LAN',
  'mur',
  'murder x',
  '?!',
);
const pattern = fc.constantFrom(
  ...['cr*', 'CRIM?', 'm*r', 'É*n', 'e\u0301*n', 'AVAIL*', 'avail*', 'the idiot', 't*i?i*'].map((wildcard) => ({
    wildcard,
  })),
  ...['(crime|the).*', 'Crim[a-z]', 'm.+r', '[A-M].*', 'É.an', 'e\u0301l(a|e\u0301)n', 'A{1,2}V.*', 't.*i.{3}'].map(
    (expression) => ({
      regexp: expression,
    }),
  ),
  ...['Cri', 'é', 'e\u0301l', 'AVAILABLE', 'm', 'd'].map((prefix) => ({ prefix })),
);
const worded = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('title', 'tags', 'description'),
      fc.constantFrom('match', 'matchPhrase', 'matchPhrasePrefix'),
      wording,
    )
    .map(([field, how, query]) => ({ [field]: { [how]: query } })),
  fc
    .tuple(fc.uniqueArray(fc.constantFrom('title', 'tags'), { minLength: 1 }), wording)
    .map(([names, query]) => ({ multiMatch: { fields: names, query } })),
  fc
    .tuple(fc.constantFrom('title', 'tags', 'status', 'language'), pattern)
    .map(([field, condition]) => ({ [field]: condition })),
);
const nested = fc.letrec<{ any: object }>((tie) => ({
  any: fc.oneof(
    // No deeper than what is accepted.
    { depthSize: 'small', maxDepth: 7 },
    plain,
    worded,
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((and) => ({ and })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((or) => ({ or })),
    tie('any').map((not) => ({ not })),
  ),
})).any;

test(`finds what the filter says (MILLRACE_TEST_SEED=${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(nested, async (sent) => {
      const parsed = parseFilter(sent, fields);
      // Generated in large numbers, what is dear may be too much.
      if (isInvalid(parsed)) return expect(parsed.detail).toMatch(/^Expected at most 5 of /);

      const { body } = (await find(parsed)) as { body: { hits: { hits: readonly { _id: string }[] } } };

      const expected = books.filter((one) => parsed.every((part) => holds(part, one)));
      expect(body.hits.hits.map(({ _id }) => _id)).toEqual(expected.map(({ bookId }) => bookId));
    }),
    { numRuns: 500 },
  );
});
