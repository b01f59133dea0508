import { expect, test } from '@jest/globals';
import { buildOperation } from '../../test/fixtures/build-change.ts';
import { actionName, splitBody, toBulkBodies } from './to-bulk-body.ts';

const index = 'books-v1';
const write = { operation: buildOperation(), index };
const remove = { operation: buildOperation({ document: undefined }), index };

test('writes by external version to a concrete index', () => {
  const [body] = toBulkBodies([write, remove], 1_000);

  expect(body?.text).toBe(
    [
      '{"index":{"_index":"books-v1","_id":"S:Book:b1","version":15,"version_type":"external_gte"}}',
      '{"bookId":"b1"}',
      '{"delete":{"_index":"books-v1","_id":"S:Book:b1","version":15,"version_type":"external_gte"}}',
      '',
    ].join('\n'),
  );
  expect(body?.actions).toEqual([write, remove]);
});

test('writes on condition that nothing has changed', () => {
  const condition = { kind: 'unchanged', seqNo: 7, primaryTerm: 2 } as const;
  const [body] = toBulkBodies(
    [
      { ...write, condition },
      { ...remove, condition },
    ],
    1_000,
  );

  expect(body?.text.split('\n')).toEqual([
    '{"index":{"_index":"books-v1","_id":"S:Book:b1","if_seq_no":7,"if_primary_term":2}}',
    '{"bookId":"b1"}',
    '{"delete":{"_index":"books-v1","_id":"S:Book:b1","if_seq_no":7,"if_primary_term":2}}',
    '',
  ]);
});

test('writes on condition that nothing was written which has been read later', () => {
  const operation = buildOperation({ readVersion: 2_000_000n });

  expect(toBulkBodies([{ operation, index, condition: { kind: 'newest' } }], 1_000)[0]?.text).toBe(
    '{"index":{"_index":"books-v1","_id":"S:Book:b1","version":2000000,"version_type":"external_gte"}}\n{"bookId":"b1"}\n',
  );
});

test('creates on condition that there is nothing', () => {
  const create = { ...write, condition: { kind: 'absent' } as const };

  expect(actionName(create)).toBe('create');
  expect(toBulkBodies([create], 1_000)[0]?.text).toBe(
    '{"create":{"_index":"books-v1","_id":"S:Book:b1"}}\n{"bookId":"b1"}\n',
  );
});

test('halves a body that was too large', () => {
  const [body] = toBulkBodies([write, remove, write], 10_000);

  const halves = body ? splitBody(body) : [];

  expect(halves.map(({ actions }) => actions)).toEqual([[write, remove], [write]]);
  expect(halves.map(({ text }) => text).join('')).toBe(body?.text);
});

test('starts another body before one grows too large, counting bytes', () => {
  const wide = { operation: buildOperation({ document: `{"title":"${'é'.repeat(50)}"}` }), index };

  expect(toBulkBodies([write, write, wide, write], 240).map(({ actions }) => actions.length)).toEqual([2, 1, 1]);
});

test('sends a document alone that is larger than a body should be', () => {
  expect(toBulkBodies([write, write], 10).map(({ actions }) => actions.length)).toEqual([1, 1]);
});

test('makes no body of nothing', () => {
  expect(toBulkBodies([], 1_000)).toEqual([]);
});
