import { type AttributeValue, BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../e2e/support/table.ts';

type Item = Readonly<Record<string, AttributeValue>>;

const perRequest = 25;
const atOnce = 4;

/** Writes items past the API, as many and as fast as it could not. */
export async function putItems(tableName: string, items: readonly Item[]): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let batch = queue.splice(0, perRequest); batch.length > 0; batch = queue.splice(0, perRequest)) {
        let open: WriteRequest[] = batch.map((item) => ({ PutRequest: { Item: item } }));
        while (open.length > 0) {
          const request = new BatchWriteItemCommand({ RequestItems: { [tableName]: open } });
          open = (await dynamodb.send(request)).UnprocessedItems?.[tableName] ?? [];
        }
      }
    }),
  );
}

/** An item as the API stores it. */
export function toItem(type: 'User' | 'Book', id: string, version: number, fields: Item): Item {
  const nowMs = String(Date.now());
  return {
    id: { S: `${type}:${id}` },
    type: { S: type },
    [`${type.toLowerCase()}Id`]: { S: id },
    version: { N: String(version) },
    command: { S: `Add${type}` },
    createdAt: { N: nowMs },
    updatedAt: { N: nowMs },
    ...fields,
  };
}
