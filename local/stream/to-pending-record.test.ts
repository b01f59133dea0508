import { expect, test } from '@jest/globals';
import { sourceRecord, streamArn } from './fixtures/pending-records.ts';
import { toPendingRecord } from './to-pending-record.ts';

const receivedMs = 1_767_268_900_000;

test('gives a record the shape that Lambda hands to functions', () => {
  const dynamodb = {
    ApproximateCreationDateTime: 1_767_268_805,
    Keys: { id: { S: 'Book:1' } },
    NewImage: { id: { S: 'Book:1' }, cover: { B: 'AQL/' } },
    SequenceNumber: '000000000000000000001',
    SizeBytes: 32,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  };

  const { record } = toPendingRecord({ ...sourceRecord(1), dynamodb }, { streamArn, receivedMs });

  expect(record).toEqual({
    eventID: 'event-1',
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb,
    eventSourceARN: streamArn,
  });
});

test('keeps attributes of any name and numbers of any length', () => {
  const images = '{"NewImage":{"__proto__":{"N":"12345678901234567890123456789012345678"},"constructor":{"S":"c"}}}';
  const source = { ...sourceRecord(1), dynamodb: { ...sourceRecord(1).dynamodb, ...JSON.parse(images) } };

  const { record } = toPendingRecord(source, { streamArn, receivedMs });

  expect(JSON.stringify(record)).toContain(images.slice(1, -1));
});

test('hands on who deleted an item that has expired', () => {
  const userIdentity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

  const { record } = toPendingRecord({ ...sourceRecord(1), userIdentity }, { streamArn, receivedMs });

  expect(record.userIdentity).toEqual(userIdentity);
});

test.each([
  ['an exact time as it is', 1_767_268_805, 1_767_268_805_000],
  ['a whole minute as its end', 1_767_268_740, 1_767_268_799_999],
  ['a whole minute that is not over as the time of reading', 1_767_268_860, receivedMs],
  ['a whole minute ahead of the clock as it is', 1_767_268_920, 1_767_268_920_000],
])('takes %s', (_, seconds, createdMs) => {
  expect(toPendingRecord(sourceRecord(1, seconds), { streamArn, receivedMs }).createdMs).toBe(createdMs);
});
