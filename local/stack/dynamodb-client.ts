import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { localCredentials } from '../function/function-environment.ts';
import type { Settings } from './settings.ts';

/** A client that does not retry by itself: whoever polls decides how long. */
export function createDynamodbClient({
  dynamodbUrl,
  region,
}: Pick<Settings, 'dynamodbUrl' | 'region'>): DynamoDBClient {
  return new DynamoDBClient({
    endpoint: dynamodbUrl,
    region,
    credentials: localCredentials,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
}

/** Never rejects. */
export async function isDynamodbUp(client: DynamoDBClient): Promise<boolean> {
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }));
    return true;
  } catch {
    return false;
  }
}
