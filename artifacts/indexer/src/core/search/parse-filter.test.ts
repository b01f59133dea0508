import { expect, test } from '@jest/globals';
import { book } from '../../entities/book.ts';
import { describeFields } from './describe-fields.ts';
import { parseFilter } from './parse-filter.ts';

const parse = (filter: unknown) => parseFilter(filter, describeFields(book));
const parsePrice = (condition: unknown) => parse({ price: condition });
const available = { status: { eq: 'AVAILABLE' } };
const isAvailable = { kind: 'equals', field: 'status', values: ['AVAILABLE'] };

test.each([
  [{ eq: 'x' }, { kind: 'equals', field: 'title', values: ['x'] }],
  [{ ne: 'x' }, { kind: 'not', filter: { kind: 'equals', field: 'title', values: ['x'] } }],
  [{ in: ['x', 'y'] }, { kind: 'equals', field: 'title', values: ['x', 'y'] }],
  [{ exists: true }, { kind: 'exists', field: 'title' }],
  [{ exists: false }, { kind: 'not', filter: { kind: 'exists', field: 'title' } }],
  [{ wildcard: 'x*' }, { kind: 'pattern', syntax: 'wildcard', field: 'title', pattern: 'x*' }],
  [{ regexp: 'x.*' }, { kind: 'pattern', syntax: 'regexp', field: 'title', pattern: 'x.*' }],
  [{ prefix: '*x' }, { kind: 'pattern', syntax: 'prefix', field: 'title', pattern: '*x' }],
  [{ match: 'x y' }, { kind: 'words', how: 'match', fields: ['title'], text: 'x y' }],
  [{ matchPhrase: 'x y' }, { kind: 'words', how: 'phrase', fields: ['title'], text: 'x y' }],
  [{ matchPhrasePrefix: 'x y' }, { kind: 'words', how: 'phrasePrefix', fields: ['title'], text: 'x y' }],
])('reads the condition %j', (condition, filter) => {
  expect(parse({ title: condition })).toEqual([filter]);
});

test.each([
  [{ gt: 1 }, { gt: '1' }],
  [
    { gte: '5', lt: 10 },
    { gte: '5', lt: '10' },
  ],
  [{ range: { from: 1, to: 2 } }, { gte: '1', lte: '2' }],
  [{ range: { to: 2 } }, { lte: '2' }],
])('reads the bounds %j', (condition, bounds) => {
  expect(parsePrice(condition)).toEqual([{ kind: 'range', field: 'price', bounds }]);
});

test('wants all operators of a field to hold, and keeps the members of the filter apart', () => {
  expect(parse({ price: { gte: 1, ne: 5 }, ...available })).toEqual([
    {
      kind: 'and',
      filters: [
        { kind: 'range', field: 'price', bounds: { gte: '1' } },
        { kind: 'not', filter: { kind: 'equals', field: 'price', values: ['5'] } },
      ],
    },
    isAvailable,
  ]);
});

test('reads filters within filters', () => {
  const nested = { and: [available, { or: [available, { not: available }] }] };

  expect(parse(nested)).toEqual([
    {
      kind: 'and',
      filters: [isAvailable, { kind: 'or', filters: [isAvailable, { kind: 'not', filter: isAvailable }] }],
    },
  ]);
  expect(parse({ not: { ...available, title: { exists: true } } })).toEqual([
    { kind: 'not', filter: { kind: 'and', filters: [isAvailable, { kind: 'exists', field: 'title' }] } },
  ]);
});

test('reads words in several fields', () => {
  const multiMatch = { fields: ['title', 'description'], query: 'x y' };

  expect(parse({ multiMatch })).toEqual([{ kind: 'words', how: 'match', fields: multiMatch.fields, text: 'x y' }]);
});

test('takes a filter without conditions', () => {
  expect(parse({})).toEqual([]);
});

const texts = '`title`, `authorName`, `isbn`, `description`, `category`, `tags`';

test.each([
  [[], 'Expected `filter` to be an object with fields and their conditions, got `[]`.'],
  [{ or: [] }, 'Expected `filter.or` to be a list of filters, got `[]`.'],
  [{ and: available }, 'Expected `filter.and` to be a list of filters, got `{"status":{"eq":"AVAILABLE"}}`.'],
  [{ or: [{}] }, 'Expected `filter.or[0]` to be an object with fields and their conditions, got `{}`.'],
  [{ not: [] }, 'Expected `filter.not` to be an object with fields and their conditions, got `[]`.'],
  [
    { not: { or: [{ price: { gt: 'x' } }] } },
    'Expected `filter.not.or[0].price.gt` to be a number, or a decimal as text, got `"x"`.',
  ],
  [{ price: { gt: 1, gte: 1 } }, 'Expected one of `gt` and `gte` in `filter.price`, got both.'],
  [
    { price: { gt: 1, range: null } },
    'Expected `filter.price.range` to be an object with `from`, `to` or both, got `null`.',
  ],
  [{ price: { range: {} } }, 'Expected `filter.price.range` to be an object with `from`, `to` or both, got `{}`.'],
  [
    { price: { range: { gt: 1 } } },
    'Expected `filter.price.range` to be an object with `from`, `to` or both, got `{"gt":1}`.',
  ],
  [
    { price: { range: { to: 'x' } } },
    'Expected `filter.price.range.to` to be a number, or a decimal as text, got `"x"`.',
  ],
  [{ status: { in: [] } }, 'Expected `filter.status.in` to be a list of values, got `[]`.'],
  [{ status: { in: 'A' } }, 'Expected `filter.status.in` to be a list of values, got `"A"`.'],
  [{ status: { in: ['A', 1] } }, 'Expected `filter.status.in[1]` to be a text, got `1`.'],
  [{ status: { eq: null } }, 'Expected `filter.status.eq` to be a text, got `null`.'],
  [{ status: { exists: 'true' } }, 'Expected `filter.status.exists` to be true or false, got `"true"`.'],
  [
    { title: { wildcard: '*x' } },
    'Expected `filter.title.wildcard` to be a pattern that does not begin with a wildcard, got `"*x"`.',
  ],
  [
    { title: { regexp: '.*' } },
    'Expected `filter.title.regexp` to be a regular expression that begins with a character or a class of them, got `".*"`.',
  ],
  [
    { isbn: { prefix: '' } },
    'Expected `filter.isbn.prefix` to be a text of one character at least, marks aside, got `""`.',
  ],
  [{ title: { prefix: 1 } }, 'Expected `filter.title.prefix` to be a text, got `1`.'],
  [{ title: { match: 1 } }, 'Expected `filter.title.match` to be a text, got `1`.'],
  [
    { multiMatch: { fields: ['title'], query: 'x', fuzziness: 2 } },
    `Expected \`filter.multiMatch\` to be an object with \`fields\`, of ${texts}, and \`query\`, a text, got \`{"fields":["title"],"query":"x","fuzziness":2}\`.`,
  ],
  [
    { multiMatch: { fields: ['title^9'], query: 'x' } },
    `Expected \`filter.multiMatch.fields\` to be of ${texts}, got \`["title^9"]\`.`,
  ],
  [
    { multiMatch: { fields: ['title', 'title'], query: 'x' } },
    `Expected \`filter.multiMatch.fields\` to be of ${texts}, got \`["title","title"]\`.`,
  ],
  [{ multiMatch: { fields: ['title'], query: 1 } }, 'Expected `filter.multiMatch.query` to be a text, got `1`.'],
])('refuses %j', (filter, detail) => {
  expect(parse(filter)).toEqual({ kind: 'invalid', detail });
});

test.each([
  ['price', { match: 'x' }, ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'range', 'in', 'exists']],
  ['status', { match: 'x' }, ['in', 'exists', 'wildcard', 'regexp', 'prefix']],
  ['description', { eq: 'x' }, ['exists', 'match', 'matchPhrase', 'matchPhrasePrefix']],
  ['title', { eq: 'x', script: 'x' }, ['prefix', 'match', 'matchPhrase', 'matchPhrasePrefix']],
])('names the operators that fit %s', (field, condition, operators) => {
  expect(parse({ [field]: condition })).toEqual({
    kind: 'invalid',
    detail: expect.stringContaining(`${operators.map((name) => `\`${name}\``).join(', ')}, got`),
  });
  expect(parse({ [field]: {} })).toEqual({ kind: 'invalid', detail: expect.stringContaining('got `{}`') });
});

test.each(['wildcard', 'regexp', 'prefix'])(
  'reads a %s as the index does: without the marks of its letters',
  (operator) => {
    expect(parse({ title: { [operator]: 'e\u0301t' } })).toMatchObject([{ pattern: 'et' }]);
    expect(parse({ isbn: { [operator]: 'e\u0301t' } })).toMatchObject([{ pattern: 'e\u0301t' }]);
  },
);

test.each([
  ['regexp', '\u0301.*'],
  ['regexp', '(\u0301|a)'],
  ['regexp', '(a\\\u0301)'],
  ['wildcard', '\u0301*a'],
  ['prefix', '\u0301'],
])('refuses the %s %j, which would mean something else to the index', (operator, pattern) => {
  expect(parse({ title: { [operator]: pattern } })).toMatchObject({ kind: 'invalid' });
});

test.each(['wildcard', 'regexp', 'prefix'])('takes a %s of a hundred characters and no longer', (operator) => {
  expect(parse({ title: { [operator]: 'a'.repeat(100) } })).toHaveLength(1);
  expect(parse({ title: { [operator]: 'a'.repeat(101) } })).toEqual({
    kind: 'invalid',
    detail: `Expected \`filter.title.${operator}\` to be at most 100 characters, got 101.`,
  });
});

test('takes ends of a range of two hundred characters and no longer', () => {
  expect(parse({ title: { gt: 'a'.repeat(200) } })).toHaveLength(1);
  expect(parse({ title: { range: { to: 'a'.repeat(201) } } })).toEqual({
    kind: 'invalid',
    detail: 'Expected `filter.title.range.to` to be at most 200 characters, got 201.',
  });
});

test.each(['email', '__proto__', 'constructor', 'title.keyword', '_id', '*', 'x'.repeat(1_000)])(
  'knows no field %j',
  (name) => {
    expect(parse(JSON.parse(`{${JSON.stringify(name)}: {"exists": true}}`))).toEqual({
      kind: 'invalid',
      detail: expect.stringMatching(/^Expected `filter` to be about fields, of `bookId`, .*, got `.{3,62}`\.$/),
    });
  },
);

test('goes eight filters deep and no deeper', () => {
  const nest = (depth: number): object => (depth === 1 ? available : { not: nest(depth - 1) });

  expect(parse(nest(8))).toHaveLength(1);
  expect(parse(nest(9))).toEqual({
    kind: 'invalid',
    detail: 'Expected filters within filters at most 8 deep, got more in `filter`.',
  });
  expect(parse(nest(5_000))).toHaveProperty('detail');
});

test('takes a hundred conditions and a thousand values, and no more', () => {
  const list = (length: number) => Array.from({ length }, () => available);
  const values = (length: number) => Array.from({ length }, (_, i) => String(i));

  expect(parse({ or: list(99), ...available })).toHaveLength(2);
  expect(parse({ or: list(100), ...available })).toEqual({
    kind: 'invalid',
    detail: 'Expected at most 100 conditions in `filter`, got 101.',
  });
  expect(parse({ tags: { in: values(999) }, not: available })).toHaveLength(2);
  expect(parse({ tags: { in: values(1_000) }, not: available })).toEqual({
    kind: 'invalid',
    detail: 'Expected at most 1000 values to compare with in `filter`, got 1001.',
  });
});

test.each([
  ['regexp', 5, '`regexp`'],
  ['matchPhrasePrefix', 5, '`matchPhrasePrefix`'],
  ['wildcard', 20, '`wildcard`, `prefix`'],
  ['prefix', 20, '`wildcard`, `prefix`'],
])('takes so many of %s and no more: %i', (operator, most, names) => {
  const list = (length: number) => Array.from({ length }, (_, i) => ({ not: { title: { [operator]: `a${i}` } } }));

  expect(parse({ or: list(most) })).toHaveLength(1);
  expect(parse({ or: list(most + 1) })).toEqual({
    kind: 'invalid',
    detail: `Expected at most ${most} of ${names} in \`filter\`, got ${most + 1}.`,
  });
});

test('takes patterns as long as their automata together stay small', () => {
  const regexps = (...list: readonly string[]) => parse({ or: list.map((regexp) => ({ title: { regexp } })) });
  const detail = 'Expected shorter or simpler patterns in `filter`, got more of them together than can be looked for.';

  expect(regexps('t.*a.{5}', 't.*b.{5}', 't.*c.{4}')).toHaveLength(1);
  expect(regexps('t.*a.{6}', 't.*b.{6}')).toEqual({ kind: 'invalid', detail });
  expect(parse({ title: { regexp: 't.*a.{6}', wildcard: 't*a??????' } })).toEqual({ kind: 'invalid', detail });
  expect(
    parse({ title: { prefix: 't'.repeat(100), wildcard: 't*'.repeat(50) }, tags: { wildcard: 'x'.repeat(100) } }),
  ).toHaveLength(2);
});
