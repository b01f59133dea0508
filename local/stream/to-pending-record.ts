/** One change as DynamoDB Streams sends it, read no further than delivery needs. */
export interface SourceRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: string;
  readonly awsRegion: string;
  readonly userIdentity?: Readonly<Record<string, string>>;
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
}

/** The same change in the shape in which Lambda hands it to a function. */
export interface EventRecord extends SourceRecord {
  readonly eventSource: 'aws:dynamodb';
  readonly eventSourceARN: string;
}

/** A record on its way: read from the stream, neither done nor given up yet. */
export interface PendingRecord {
  readonly record: EventRecord;
  readonly sequenceNumber: string;
  /** What the record adds to the event's JSON. */
  readonly bytes: number;
  /** Epoch milliseconds of the change, as exactly as the stream tells. */
  readonly createdMs: number;
  readonly receivedMs: number;
}

const minuteMs = 60_000;

/**
 * The images are handed on as the JSON values that DynamoDB sent: binary stays base64, numbers stay text, and an
 * attribute may have any name.
 */
export function toPendingRecord(
  source: SourceRecord,
  { streamArn, receivedMs }: { readonly streamArn: string; readonly receivedMs: number },
): PendingRecord {
  const { eventID, eventName, eventVersion, awsRegion, userIdentity, dynamodb } = source;
  const record: EventRecord = {
    eventID,
    eventName,
    eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion,
    dynamodb,
    ...(userIdentity && { userIdentity }),
    eventSourceARN: streamArn,
  };
  return {
    record,
    sequenceNumber: dynamodb.SequenceNumber,
    bytes: Buffer.byteLength(JSON.stringify(record)) + 1,
    createdMs: toCreatedMs(dynamodb.ApproximateCreationDateTime, receivedMs),
    receivedMs,
  };
}

/** DynamoDB Local cuts creation times down to the minute: the latest moment that fits makes no record look late that is not. */
function toCreatedMs(createdSeconds: number, receivedMs: number): number {
  const createdMs = createdSeconds * 1_000;
  if (createdMs % minuteMs !== 0) return createdMs;
  return Math.max(createdMs, Math.min(createdMs + minuteMs - 1, receivedMs));
}
