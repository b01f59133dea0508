import { expect, test } from '@jest/globals';
import { buildAuthor, buildBook } from '../../test/fixtures/build-change.ts';
import { buildFailedInvocation } from '../../test/fixtures/build-failed-invocation.ts';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { parseFailedInvocation } from './parse-failed-invocation.ts';

const table = { tableName: 'library', keyNames: ['id'] };
const parse = (overrides: object) =>
  parseFailedInvocation(JSON.stringify({ ...buildFailedInvocation([buildRecord()]), ...overrides }), table);

test('takes each key once, whatever became of its item', () => {
  const text = JSON.stringify(
    buildFailedInvocation([
      buildRecord(),
      buildRecord({ before: buildAuthor(), after: undefined }),
      buildRecord({ before: buildBook(), after: buildBook({ title: { S: 'Persuasion' } }) }),
    ]),
  );

  expect(parseFailedInvocation(text, table)).toEqual({
    condition: 'RetryAttemptsExhausted',
    keys: new Map([
      ['S:Book:b1', { id: { S: 'Book:b1' } }],
      ['S:Author:a1', { id: { S: 'Author:a1' } }],
    ]),
    keyless: [],
  });
});

test('believes the key of a record whose images cannot be read', () => {
  const records = [{ dynamodb: { Keys: { id: { S: 'Book:b1' } } } }];

  expect(parse(buildFailedInvocation(records))).toMatchObject({
    keys: new Map([['S:Book:b1', { id: { S: 'Book:b1' } }]]),
  });
});

test.each([
  ['no key', undefined, 'Expected `dynamodb.Keys` to be of `id`, got others.'],
  ['a list for a key', [], 'Expected `dynamodb.Keys` to be of `id`, got others.'],
  ["another table's key", { bookId: { S: 'b1' } }, 'Expected `dynamodb.Keys` to be of `id`, got others.'],
  ['an empty key', { id: { S: '' } }, 'Expected key attribute `id` to be a string, a number or binary.'],
])('names a record with %s by its sequence number', (_, key, reason) => {
  const records = [buildRecord({ key, sequenceNumber: '7' }), buildRecord()];

  expect(parse(buildFailedInvocation(records))).toMatchObject({
    keys: new Map([['S:Book:b1', { id: { S: 'Book:b1' } }]]),
    keyless: [{ sequenceNumber: '7', reason }],
  });
});

test('takes a key of two attributes in any order', () => {
  const key = { sort: { N: '1' }, hash: { S: 'a' } };
  const text = JSON.stringify(buildFailedInvocation([buildRecord({ key })]));

  expect(parseFailedInvocation(text, { ...table, keyNames: ['hash', 'sort'] })).toMatchObject({
    keys: new Map([['S:a|N:1', key]]),
  });
});

test.each([
  ['no JSON', '{', 'Expected a JSON object as Lambda writes it, got something else.'],
  ['a list', '[]', 'Expected a JSON object as Lambda writes it, got something else.'],
  ['null', 'null', 'Expected a JSON object as Lambda writes it, got something else.'],
])('does not take %s for an invocation', (_, text, malformed) => {
  expect(parseFailedInvocation(text, table)).toEqual({ malformed });
});

test.each([
  [
    'no stream',
    { DDBStreamBatchInfo: undefined },
    'Expected `DDBStreamBatchInfo.streamArn` to name a stream, got none.',
  ],
  [
    'a stream of another table',
    { DDBStreamBatchInfo: { streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/jobs/stream/2026' } },
    "Expected the stream of table `library`, got another table's.",
  ],
  [
    'metadata only, as a queue gets them',
    { payload: undefined },
    'Expected `payload` with the records, got metadata only: `repair` finds and mends what they changed.',
  ],
  ['a payload that is no text', { payload: {} }, 'Expected `payload` to be JSON text, got something else.'],
  ['a payload that is no JSON', { payload: '{"Rec' }, 'Expected `payload` to be an event with `Records`, got none.'],
  ['a payload without records', { payload: '{}' }, 'Expected `payload` to be an event with `Records`, got none.'],
  [
    'a record without key and number',
    { payload: '{"Records":[null]}' },
    'Expected a key or a sequence number in every record, got neither.',
  ],
])('says what is wrong with %s', (_, overrides, malformed) => {
  expect(parse(overrides)).toEqual({ malformed });
});

test.each([
  ['no request', undefined],
  ['no condition', {}],
])('knows no condition where there is %s', (_, requestContext) => {
  expect(parse({ requestContext })).toMatchObject({ condition: 'unknown' });
});
