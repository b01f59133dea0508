import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../e2e/support/table.ts';

/** The ids of all rows of the table `parked` (`<concrete index>/<document id>`) or `jobs`. */
export async function listRows(tableName: string): Promise<readonly string[]> {
  const places: string[] = [];
  const request = { TableName: tableName, ConsistentRead: true, Limit: 1_000 };
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, request))
    places.push(...Items.map(({ id }) => id?.S ?? ''));
  return places;
}
