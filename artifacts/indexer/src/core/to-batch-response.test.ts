import { expect, test } from '@jest/globals';
import { toBatchResponse } from './to-batch-response.ts';

test('reports nothing when everything is done', () => {
  expect(toBatchResponse([{ sequenceNumber: '1', outcome: 'applied' }])).toEqual({ batchItemFailures: [] });
  expect(toBatchResponse([])).toEqual({ batchItemFailures: [] });
});

test('reports the first record in stream order that is not done', () => {
  const verdicts = [
    { sequenceNumber: '9', outcome: 'skipped' as const },
    { sequenceNumber: '30', outcome: 'retry' as const },
    { sequenceNumber: '4', outcome: 'retry' as const },
  ];

  expect(toBatchResponse(verdicts)).toEqual({ batchItemFailures: [{ itemIdentifier: '30' }] });
});

test('reports a record whose outcome is unknown', () => {
  const verdict = { sequenceNumber: '1', outcome: undefined as never };

  expect(toBatchResponse([verdict])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
});
