import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Key } from '../core/attribute-value.ts';
import type { CountRows } from '../flow/measure-status.ts';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, toSdkItem } from './sdk-item.ts';

const pageSize = 1_000;

export interface CountRowsOptions extends TableOptions {
  /** Pages of 1,000 rows at most: of more rows it does not matter how many they are, but what each count costs. */
  readonly maxPages: number;
  /** The row that is not counted. */
  readonly exceptId?: string;
}

/** Counts a table's rows by reads that may be a second behind. */
export function createCountRows(options: CountRowsOptions): CountRows {
  const { exceptId, maxPages } = options;
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
