import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Item } from '../stream/build-book.ts';

const pageSize = 25;
const writers = 4;

/** Puts all items into a table of DynamoDB Local. */
export async function loadTable(client: DynamoDBClient, tableName: string, items: readonly Item[]): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const page = items.slice(next, next + pageSize);
      next += pageSize;
      let open: WriteRequest[] = page.map((item) => ({ PutRequest: { Item: item as never } }));
      while (open.length > 0) {
        const reply = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: open } }));
        open = reply.UnprocessedItems?.[tableName] ?? [];
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
}
