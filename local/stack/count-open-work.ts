import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { TableNames } from './ensure-table.ts';

/** What is still to be done beside the stream. */
export interface OpenWork {
  /** Places that OpenSearch refuses. */
  readonly parked: number;
  readonly jobs: number;
  /** Whether a rebuild has begun and is neither finished nor rolled back. */
  readonly isRebuilding: boolean;
}

export async function countOpenWork(
  client: DynamoDBClient,
  { parkedTableName, jobsTableName }: Pick<TableNames, 'parkedTableName' | 'jobsTableName'>,
): Promise<OpenWork> {
  const [parked, jobs] = await Promise.all([listIds(client, parkedTableName), listIds(client, jobsTableName)]);
  // Beside the jobs the table holds the one row of a rebuild.
  const isRebuilding = jobs.includes('rebuild');
  return { parked: parked.length, jobs: jobs.length - (isRebuilding ? 1 : 0), isRebuilding };
}

async function listIds(client: DynamoDBClient, tableName: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const request = { TableName: tableName, ProjectionExpression: 'id', ConsistentRead: true, Limit: 1_000 };
  for await (const { Items = [] } of paginateScan({ client }, request))
    ids.push(...Items.flatMap(({ id }) => id?.S ?? []));
  return ids;
}
