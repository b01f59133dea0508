import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item, Key } from '../core/attribute-value.ts';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, toSdkItem } from './sdk-item.ts';

export interface PageRequest {
  readonly startKey: Key | undefined;
  /** Most items; DynamoDB ends a page at 1 MB, too. */
  readonly limit: number;
  readonly segment?: number;
  readonly segments?: number;
}

/** One page of a consistent scan; undefined when it may be had later. */
export async function scanPage(
  options: TableOptions,
  { startKey, limit, segment = 0, segments = 1 }: PageRequest,
): Promise<{ readonly items: readonly Item[]; readonly nextKey: Key | undefined } | undefined> {
  const { client, tableName } = options;
  const command = new ScanCommand({
    TableName: tableName,
    ConsistentRead: true,
    Limit: limit,
    Segment: segment,
    TotalSegments: segments,
    ExclusiveStartKey: startKey && toSdkItem(startKey),
  });
  const reply = await askTable(options, 'read', (sending) => client.send(command, sending));
  return (
    reply && {
      items: (reply.Items ?? []).map(fromSdkItem),
      nextKey: reply.LastEvaluatedKey && fromSdkItem(reply.LastEvaluatedKey),
    }
  );
}
