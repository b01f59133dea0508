import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { StackError } from './stack-error.ts';

/** A table with the string `id` as its only key. */
export interface TablePlan {
  readonly tableName: string;
  /** What its stream hands on; absent: nobody reads one. */
  readonly streamView?: 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';
  /** The attribute that says when a row may go, epoch seconds; absent: rows stay. */
  readonly expiry?: 'expiresAt';
}

export interface TableNames {
  readonly tableName: string;
  readonly parkedTableName: string;
  readonly jobsTableName: string;
  readonly deletionsTableName: string;
}

/**
 * The items, the keys that OpenSearch refuses, the jobs, of which each change says only which one to look at, and the
 * deletions that every index shows.
 */
export function planTables(names: TableNames): readonly TablePlan[] {
  const { tableName, parkedTableName, jobsTableName, deletionsTableName } = names;
  return [
    { tableName, streamView: 'NEW_AND_OLD_IMAGES' },
    { tableName: parkedTableName },
    { tableName: jobsTableName, streamView: 'KEYS_ONLY' },
    { tableName: deletionsTableName, expiry: 'expiresAt' },
  ];
}

/** Creates the table when it is missing. One that is there but of another kind is left alone: rejects with a `StackError`. */
export async function ensureTable(client: DynamoDBClient, plan: TablePlan): Promise<void> {
  const present = await describeTable(client, plan.tableName);
  if (present) refuseOtherTable(present, plan);
  else await createTable(client, plan);
  if (plan.expiry) await ensureExpiry(client, plan.tableName, plan.expiry);
}

async function createTable(client: DynamoDBClient, { tableName, streamView }: TablePlan): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      ...(streamView && { StreamSpecification: { StreamEnabled: true, StreamViewType: streamView } }),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 2 }, { TableName: tableName });
}

/** Apart from the creation, as it may have been broken off between the two. */
async function ensureExpiry(client: DynamoDBClient, TableName: string, AttributeName: string): Promise<void> {
  const { TimeToLiveDescription: present } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  if (present?.TimeToLiveStatus === 'ENABLED' || present?.TimeToLiveStatus === 'ENABLING') return;
  const TimeToLiveSpecification = { AttributeName, Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}

async function describeTable(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function refuseOtherTable(table: TableDescription, { tableName, streamView }: TablePlan): void {
  const keys = (table.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(', ');
  const view = table.StreamSpecification?.StreamViewType ?? 'no stream';
  if (keys === 'id' && (streamView === undefined || view === streamView)) return;
  const expected = streamView ? `the key id and a stream of ${streamView}` : 'the key id';
  throw new StackError(
    `Expected the table \`${tableName}\` to have ${expected}, got the key ${keys} and ${view}.`,
    'Delete that table, or name another server: MILLRACE_DYNAMODB_URL=<address> make up',
  );
}
