import { expect, test } from '@jest/globals';
import { buildRecord } from '../../test/fixtures/build-record.ts';
import { getCreatedAtMs, getKeyText, getRecords, getSequenceNumber, requireSequenceNumber } from './stream-event.ts';

test('finds the records of an event, or says that it is none of a stream', () => {
  expect(getRecords({ Records: [1] })).toEqual([1]);
  for (const event of [undefined, null, {}, { Records: 'x' }, []]) {
    expect(() => getRecords(event)).toThrow('Expected an event with `Records`, got none.');
  }
});

test('finds the sequence number, or that there is none', () => {
  expect(getSequenceNumber(buildRecord({ sequenceNumber: '123' }))).toBe('123');
  expect(requireSequenceNumber(buildRecord({ sequenceNumber: '123' }))).toBe('123');
  for (const record of [
    null,
    {},
    { dynamodb: {} },
    { dynamodb: { SequenceNumber: 7 } },
    { dynamodb: { SequenceNumber: '' } },
  ]) {
    expect(getSequenceNumber(record)).toBeUndefined();
    expect(() => requireSequenceNumber(record)).toThrow('Expected `dynamodb.SequenceNumber` in every record');
  }
});

test('finds when the change was written, or that it is not said', () => {
  expect(getCreatedAtMs(buildRecord())).toBe(1_700_000_000_000);
  expect(getCreatedAtMs({ dynamodb: { ApproximateCreationDateTime: '2026' } })).toBeUndefined();
  expect(getCreatedAtMs({ dynamodb: { ApproximateCreationDateTime: Number.NaN } })).toBeUndefined();
});

test('finds the text of a key attribute', () => {
  expect(getKeyText(buildRecord(), 'id')).toBe('Book:b1');
  expect(getKeyText(buildRecord({ key: { id: { N: '1' } } }), 'id')).toBeUndefined();
  expect(getKeyText({}, 'id')).toBeUndefined();
});
