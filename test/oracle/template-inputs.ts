import type { OracleRequest } from '../../local/oracle/velocity-oracle.ts';
import type { Template } from '../support/contract.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

/** What one rendering is given: the text that `$input` reads, the request's parameters, and what `$context` differs in. */
export interface TemplateInput extends Pick<OracleRequest, 'body' | 'params' | 'context'> {
  readonly name: string;
  /** What the request template left for the response template. */
  readonly overrides: Readonly<Record<string, string>>;
}

const id = '1763700000000abcdefghijklmn';
const path = { authorId: id, bookId: id, userId: id };
const plain: Omit<TemplateInput, 'name' | 'body'> = {
  params: { path, querystring: {}, header: { Accept: '*/*', Host: 'localhost' } },
  context: {},
  overrides: {},
};
const author = { name: 'Ann', birthdate: '1900' };
const optional = {
  isbn: '1',
  description: 'd',
  price: '12.5',
  currency: 'EUR',
  category: 'c',
  tags: ['a', 'b'],
  language: 'en',
};
const book = { title: 'T', ...optional };
const tags = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);

const bodies: Readonly<Record<string, readonly unknown[]>> = {
  AddAuthor: [author, { ...author, authorId: id }],
  ReplaceAuthor: [author],
  EditAuthor: [{ name: 'N' }, { birthdate: '1' }],
  AddUser: [
    { name: 'U', email: 'e' },
    { userId: id, name: 'U', email: 'e' },
  ],
  ReplaceUser: [{ name: 'U', email: 'e', status: 'VERIFIED', comment: '' }],
  EditUser: [{ comment: '' }, { status: 'SUSPENDED', name: 'x' }],
  AddBook: [
    { ...book, author },
    { title: 'T', author: { authorId: id } },
    { bookId: id, title: 'T', tags: [], author: { ...author, authorId: id } },
    { title: 'T', author, tags: tags(1_000) },
    { title: 'T', author, tags: tags(1_001) },
  ],
  ReplaceBook: [{ title: 'T' }, book],
  EditBook: [{ price: '0' }, book, { tags: [] }, { tags: tags(1_001) }],
  BorrowBook: [{ userId: id }],
  ReturnBook: [{ userId: id }],
  ReportMissing: [{ userId: id }],
};
const freeTexts = new Set(['name', 'title', 'isbn', 'description', 'category', 'email', 'comment']);

/** `body` with `text` in place of each free text, one at a time. */
function withText(body: unknown, text: string): unknown[] {
  const object = body as Record<string, unknown>;
  return Object.entries(object).flatMap(([key, value]): unknown[] => {
    if (freeTexts.has(key)) return [{ ...object, [key]: text }];
    if (key === 'tags') return [{ ...object, tags: [text, '', text] }];
    if (key === 'author') return withText(value, text).map((one) => ({ ...object, author: one }));
    return [];
  });
}

/** Bodies that the validator lets through, and everything else in any form. */
export function requestInputs({ operation }: Template): TemplateInput[] {
  const valid = bodies[operation.operationId] ?? [{}];
  const body = JSON.stringify(valid[0]);
  return [
    { ...plain, name: 'no body', body: '' },
    ...valid.map((one, index) => ({ ...plain, name: `body ${index}`, body: JSON.stringify(one) })),
    ...hostileTexts.flatMap(([name, text]) => [
      ...valid
        .slice(0, 2)
        .flatMap((one) => withText(one, text))
        .map((one, index) => ({ ...plain, name: `${name} in text ${index}`, body: JSON.stringify(one) })),
      {
        ...plain,
        name: `${name} in the path`,
        body,
        params: { ...plain.params, path: { authorId: text, bookId: text, userId: text } },
      },
      { ...plain, name: `${name} in If-Match`, body, params: { ...plain.params, header: { 'If-Match': text } } },
      { ...plain, name: `${name} as request id`, body, context: { requestId: text } },
    ]),
    ...['"1763700000000000"', '*', '', '"1"', 'W/"1"', '"01"'].map((value) => ({
      ...plain,
      name: `If-Match ${value}`,
      body,
      params: { ...plain.params, header: { Host: 'x', 'iF-MATCH': value, 'X-Other': '1' } },
    })),
  ];
}

const stored = (text: string) => ({
  id: { S: `Book:${id}` },
  type: { S: 'Book' },
  command: { S: 'AddBook' },
  ...Object.fromEntries(['bookId', 'authorId', 'borrowerId'].map((name) => [name, { S: id }])),
  ...Object.fromEntries(['title', 'name', 'description', 'comment', 'email'].map((name) => [name, { S: text }])),
  isbn: { S: '' },
  tags: { L: [{ S: text }, { S: '' }] },
  status: { S: 'NOT_AVAILABLE' },
  price: { N: '12.5' },
  loans: { N: '0' },
  version: { N: '1763700000000001' },
  createdAt: { N: '1763700000000' },
  updatedAt: { N: '1763700000000' },
});
const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' };
const withItem = (status: string) => ({ ...failed, Item: { ...stored('x'), status: { S: status } } });
const none = { Code: 'None' };
const tooLarge = 'Item size to update has exceeded the maximum allowed size';
const model = 'com.amazonaws.dynamodb.v20120810#';
const conditionFailed = `${model}ConditionalCheckFailedException`;

const reasons: readonly unknown[][] = [
  [],
  [failed, none, none],
  [none, failed, none],
  [withItem('NOT_AVAILABLE'), none, none],
  [none, withItem('SUSPENDED'), none],
  [withItem('AVAILABLE'), failed],
  ...['BORROWED', 'RETURNED', 'MISSING'].map((status) => [withItem('NOT_AVAILABLE'), none, withItem(status)]),
  [none, { Code: 'TransactionConflict' }, none],
  [{ Code: 'ThrottlingError' }, { Code: 'TransactionConflict' }, none],
  [none, { Code: 'ValidationError', Message: tooLarge }],
];
const errors: readonly unknown[] = [
  {},
  { __type: conditionFailed, message: 'The conditional request failed' },
  { __type: conditionFailed, Message: 'x', Item: stored('x') },
  { __type: conditionFailed, Message: 'x', Item: { id: { S: 'Book:1' } } },
  ...['TransactionConflictException', 'ProvisionedThroughputExceededException', 'AccessDeniedException'].map(
    (type) => ({
      __type: model + type,
      message: 'it said "no" to $x #end',
    }),
  ),
  { __type: 'com.amazon.coral.validate#ValidationException', Message: tooLarge },
  { __type: 'com.amazon.coral.validate#ValidationException', message: 'something else' },
  ...reasons.map((list) => ({
    __type: `${model}TransactionCanceledException`,
    Message: 'cancelled',
    CancellationReasons: list,
  })),
];
const leftByRequest: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'x-expected-version': '1763700000000001' },
  { 'x-expected-version': '-1' },
  { 'x-refused': 'Expected at most 1000 tags, got 1001' },
];

/** Answers of DynamoDB that the pattern selects. */
export function responseInputs({ pattern }: Template): TemplateInput[] {
  if (pattern !== '200') {
    return errors.flatMap((error, index) =>
      leftByRequest.map((overrides) => ({
        ...plain,
        name: `error ${index} after ${JSON.stringify(overrides)}`,
        body: JSON.stringify(error),
        overrides,
      })),
    );
  }
  const overrides = { 'x-book-id': id };
  return [
    { ...plain, name: 'nothing', body: '{}', overrides },
    {
      ...plain,
      name: 'an item written by others',
      body: JSON.stringify({ Item: { id: { S: 'x' }, title: { N: '1' } } }),
    },
    ...hostileTexts.flatMap(([name, text]) => [
      { ...plain, name: `${name} in an item`, body: JSON.stringify({ Item: stored(text) }) },
      { ...plain, name: `${name} in attributes`, body: JSON.stringify({ Attributes: stored(text) }), overrides },
    ]),
  ];
}
