import aws4 from 'aws4';
import type { Shard } from './plan-shards.ts';
import { StreamError } from './stream-error.ts';
import type { SourceRecord } from './to-pending-record.ts';

export interface SourceOptions {
  readonly url: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** How long one answer may take, milliseconds; 10 s when absent. */
  readonly timeoutMs?: number;
}

/** DynamoDB Streams, as far as reading one table's stream needs it. Every function rejects with a `StreamError`. */
export interface StreamSource {
  /** The stream that the table writes to now, if it has one. */
  readonly findStreamArn: (tableName: string) => Promise<string | undefined>;
  readonly listShards: (
    streamArn: string,
  ) => Promise<{ readonly shards: readonly Shard[]; readonly isEnabled: boolean }>;
  /** From the oldest record when no sequence number is given. */
  readonly getIterator: (start: {
    readonly streamArn: string;
    readonly shardId: string;
    readonly atSequenceNumber?: string;
  }) => Promise<string>;
  /** Without `nextIterator` the shard has come to its end. */
  readonly getRecords: (
    iterator: string,
    limit: number,
  ) => Promise<{ readonly records: readonly SourceRecord[]; readonly nextIterator?: string }>;
}

interface StreamDescription {
  readonly StreamStatus: string;
  readonly LastEvaluatedShardId?: string;
  readonly Shards: readonly {
    readonly ShardId: string;
    readonly ParentShardId?: string;
    readonly SequenceNumberRange?: { readonly EndingSequenceNumber?: string };
  }[];
}

/**
 * Speaks DynamoDB's protocol itself: records go to the function as the JSON that arrived. The SDK would decode and encode
 * them in between, and loses an attribute that is called `__proto__`.
 */
export function createStreamSource(options: SourceOptions): StreamSource {
  const send = async <Answer>(target: string, request: object): Promise<Answer> =>
    (await sendRequest(options, target, request)) as Answer;
  const describe = (request: object) =>
    send<{ StreamDescription: StreamDescription }>('DynamoDBStreams_20120810.DescribeStream', request);

  return {
    findStreamArn: async (tableName) => {
      const answer = await send<{ Table: { LatestStreamArn?: string } }>('DynamoDB_20120810.DescribeTable', {
        TableName: tableName,
      });
      return answer.Table.LatestStreamArn;
    },
    listShards: async (streamArn) => {
      const shards: Shard[] = [];
      let page = (await describe({ StreamArn: streamArn })).StreamDescription;
      shards.push(...page.Shards.map(toShard));
      while (page.LastEvaluatedShardId !== undefined) {
        const request = { StreamArn: streamArn, ExclusiveStartShardId: page.LastEvaluatedShardId };
        page = (await describe(request)).StreamDescription;
        shards.push(...page.Shards.map(toShard));
      }
      return { shards, isEnabled: page.StreamStatus === 'ENABLED' || page.StreamStatus === 'ENABLING' };
    },
    getIterator: async ({ streamArn, shardId, atSequenceNumber }) => {
      const answer = await send<{ ShardIterator: string }>('DynamoDBStreams_20120810.GetShardIterator', {
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: atSequenceNumber === undefined ? 'TRIM_HORIZON' : 'AT_SEQUENCE_NUMBER',
        SequenceNumber: atSequenceNumber,
      });
      return answer.ShardIterator;
    },
    getRecords: async (iterator, limit) => {
      const answer = await send<{ Records: SourceRecord[]; NextShardIterator?: string }>(
        'DynamoDBStreams_20120810.GetRecords',
        { ShardIterator: iterator, Limit: limit },
      );
      return {
        records: answer.Records,
        ...(answer.NextShardIterator !== undefined && { nextIterator: answer.NextShardIterator }),
      };
    },
  };
}

const toShard = ({ ShardId, ParentShardId, SequenceNumberRange }: StreamDescription['Shards'][number]): Shard => ({
  shardId: ShardId,
  ...(ParentShardId !== undefined && { parentShardId: ParentShardId }),
  isClosed: SequenceNumberRange?.EndingSequenceNumber !== undefined,
});

async function sendRequest(options: SourceOptions, target: string, request: object): Promise<unknown> {
  const { host, origin } = new URL(options.url);
  const signed = aws4.sign(
    {
      host,
      service: 'dynamodb',
      region: options.region,
      method: 'POST',
      path: '/',
      headers: { 'Content-Type': 'application/x-amz-json-1.0', 'X-Amz-Target': target },
      body: JSON.stringify(request),
    },
    options.credentials,
  );
  const { Host: _, 'Content-Length': __, ...headers } = (signed.headers ?? {}) as Record<string, string>;
  const answer = await fetch(`${origin}/`, {
    method: 'POST',
    headers,
    body: String(signed.body ?? ''),
    signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
  })
    .then(async (response) => ({ isOk: response.ok, body: (await response.json()) as Record<string, unknown> }))
    .catch((cause: unknown) => {
      throw new StreamError('Unreachable', `No answer from DynamoDB at ${origin}.`, { cause });
    });
  if (answer.isOk) return answer.body;
  const { __type: type = 'UnknownError', message, Message } = answer.body;
  throw new StreamError(String(type).split('#').at(-1) ?? 'UnknownError', String(message ?? Message ?? target));
}
