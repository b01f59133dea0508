import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { StackError } from './stack-error.ts';

/** Creates the table when it is missing. One that is there but of another kind is left alone: rejects with a `StackError`. */
export async function ensureTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const present = await describeTable(client, tableName);
  if (present) return refuseOtherTable(present, tableName);
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { TableName: tableName });
}

async function describeTable(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function refuseOtherTable(table: TableDescription, tableName: string): void {
  const keys = (table.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(', ');
  const view = table.StreamSpecification?.StreamViewType ?? 'no stream';
  if (keys === 'id' && view === 'NEW_AND_OLD_IMAGES') return;
  throw new StackError(
    `Expected the table \`${tableName}\` to have the key id and a stream of NEW_AND_OLD_IMAGES, got the key ${keys} and ${view}.`,
    'Delete that table, or name another server: MILLRACE_DYNAMODB_URL=<address> make up',
  );
}
