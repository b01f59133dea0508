import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

let sequenceNumber = 1_000_000_000_000_000_000_000n;

/** Changes as Lambda hands them over; each item has had another version before. */
export function toStreamBatch(items: readonly Item[]): { readonly Records: readonly object[] } {
  return { Records: items.map(toRecord) };
}

function toRecord(item: Item): object {
  sequenceNumber += 1n;
  return {
    eventID: sequenceNumber.toString(16),
    eventName: 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(Date.now() / 1_000),
      Keys: { id: item.id },
      NewImage: item,
      OldImage: { ...item, version: { N: String(Number(item.version?.N) - 1) } },
      SequenceNumber: String(sequenceNumber),
      SizeBytes: 500,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}
