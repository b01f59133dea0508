import { type DynamoDBClient, paginateScan, ScanCommand } from '@aws-sdk/client-dynamodb';
import { measured as heartbeat } from '../../artifacts/indexer/src/entities/registry.ts';

/** Reads the whole table, consistently page by page: how many items there are of each `type`. */
export async function countItems(client: DynamoDBClient, tableName: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      ProjectionExpression: '#type',
      ExpressionAttributeNames: { '#type': 'type' },
      ConsistentRead: true,
      // Without a limit DynamoDB Local reads all that is left of the table for each page.
      Limit: 1_000,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { type } of Items) {
      const name = type?.S ?? '(no type)';
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

/** The one item that the stack itself writes does not count: of two items one is somebody's. */
export async function isTableEmpty(client: DynamoDBClient, tableName: string): Promise<boolean> {
  const page = await client.send(new ScanCommand({ TableName: tableName, Limit: 2, ConsistentRead: true }));
  return (page.Items ?? []).every(({ type }) => type?.S === heartbeat.name);
}
