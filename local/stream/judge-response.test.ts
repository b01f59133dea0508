import { expect, test } from '@jest/globals';
import { fc } from '../../test/support/fast-check.ts';
import { judgeResponse } from './judge-response.ts';

const batch = ['000000000000000000008', '000000000000000000009', '000000000000000000010'];
const failures = (...identifiers: unknown[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  ['null', null],
  ['nothing', undefined],
  ['an empty object', {}],
  ['no list', { batchItemFailures: null }],
  ['an empty list', { batchItemFailures: [] }],
])('takes %s for complete success', (_, response) => {
  expect(judgeResponse(response, batch)).toEqual({ kind: 'success' });
});

test.each([
  ['the first', [batch[0]], 0],
  ['the second', [batch[1]], 1],
  ['the last', [batch[2]], 2],
  ['several in any order', [batch[2], batch[1]], 1],
  ['one twice', [batch[1], batch[1]], 1],
])('counts the records before the lowest one named as done: %s', (_, identifiers, doneCount) => {
  expect(judgeResponse(failures(...identifiers), batch)).toEqual({ kind: 'partial', doneCount });
});

test('compares sequence numbers as numbers of any length', () => {
  const long = ['9999999999999999999999', '10000000000000000000000', '10000000000000000000001'];

  expect(judgeResponse(failures(long[2], long[0]), long)).toEqual({ kind: 'partial', doneCount: 0 });
  expect(judgeResponse(failures(long[2], long[1]), long)).toEqual({ kind: 'partial', doneCount: 1 });
});

test.each([
  ['an identifier that is null', failures(null)],
  ['an identifier that is empty', failures('')],
  ['an identifier that is a number', failures(8)],
  ['an identifier of no record in the batch', failures('000000000000000000011')],
  ['a known and an unknown identifier', failures(batch[2], 'x')],
  ['a misspelt member', { batchItemFailures: [{ itemIdentifer: batch[0] }] }],
  ['an identifier outside an object', { batchItemFailures: [batch[0]] }],
  ['an entry that is null', { batchItemFailures: [null] }],
  ['an object in place of the list', { batchItemFailures: { itemIdentifier: batch[0] } }],
  ['a text in place of the list', { batchItemFailures: batch[0] }],
  ['a text', 'processed 3 records'],
  ['a number', 200],
  ['false', false],
  ['a list', [{ itemIdentifier: batch[0] }]],
])('fails the whole batch for %s', (_, response) => {
  expect(judgeResponse(response, batch)).toMatchObject({ kind: 'failure', isFunctionError: false });
});

test('never repeats what the function answered, which may be item data', () => {
  const secret = 'jane@example.org';

  const verdicts = [secret, failures(secret), { batchItemFailures: secret }].map((it) => judgeResponse(it, batch));

  expect(JSON.stringify(verdicts)).not.toContain(secret);
});

test('never counts a record as done that the function named, or that stands behind one it named', () => {
  fc.assert(
    fc.property(fc.subarray(batch, { minLength: 1 }), (named) => {
      const verdict = judgeResponse(failures(...named), batch);
      const done = verdict.kind === 'partial' ? batch.slice(0, verdict.doneCount) : batch;
      expect(done.some((sequenceNumber) => named.includes(sequenceNumber))).toBe(false);
      expect(done).toEqual(
        batch.slice(
          0,
          batch.findIndex((sequenceNumber) => named.includes(sequenceNumber)),
        ),
      );
    }),
  );
});

test('takes no answer that is not understood for success', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { minLength: 1 }), (list) => {
      const verdict = judgeResponse({ batchItemFailures: list }, batch);
      expect(verdict.kind).toBe('failure');
    }),
  );
});
