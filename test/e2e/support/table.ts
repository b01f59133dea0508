import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { localCredentials } from '../../../local/function/function-environment.ts';
import { servers } from './servers.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

export const dynamodb = new DynamoDBClient({
  endpoint: servers.dynamodbUrl,
  region: servers.region,
  credentials: localCredentials,
});

/** Every item of the table, by consistent reads. */
export async function readAllItems(): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan(
    { client: dynamodb },
    { TableName: servers.tableName, ConsistentRead: true, Limit: 1_000 },
  )) {
    items.push(...(page.Items ?? []));
  }
  return items;
}

export const textOf = (item: Item, name: string): string => item[name]?.S ?? '';
export const numberOf = (item: Item, name: string): number => Number(item[name]?.N ?? Number.NaN);
