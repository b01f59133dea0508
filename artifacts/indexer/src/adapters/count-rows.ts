import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Key } from '../core/attribute-value.ts';
import type { CountRows } from '../flow/measure-status.ts';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, toSdkItem } from './sdk-item.ts';

/** Rows of one page, and pages at most: of 10,000 rows or more it does not matter how many they are, but what each minute costs. */
const pageSize = 1_000;
const maxPages = 10;

/** Counts a table's rows, the one with `exceptId` aside, by reads that may be a second behind. */
export function createCountRows(options: TableOptions, exceptId?: string): CountRows {
  const filter = exceptId !== undefined && {
    FilterExpression: 'id <> :except',
    ExpressionAttributeValues: { ':except': { S: exceptId } },
  };
  return async () => {
    let count = 0;
    let startKey: Key | undefined;
    for (let page = 1; page <= maxPages; page++) {
      const command = new ScanCommand({
        TableName: options.tableName,
        Select: 'COUNT',
        Limit: pageSize,
        ExclusiveStartKey: startKey && toSdkItem(startKey),
        ...filter,
      });
      const reply = await askTable(options, 'read', (sending) => options.client.send(command, sending));
      if (!reply) return undefined;
      count += reply.Count ?? 0;
      if (!reply.LastEvaluatedKey) return { count, isAtLeast: false };
      startKey = fromSdkItem(reply.LastEvaluatedKey);
    }
    return { count, isAtLeast: true };
  };
}
