import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** One table, and the one client that all tables share. */
export interface TableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** How long a request that starts now may take; 0 or less: nothing is sent. */
  readonly timeoutMs: () => number;
}

/** Endpoint, region and credentials are the SDK's own environment. */
export function createDynamoDb(): DynamoDBClient {
  return new DynamoDBClient({
    maxAttempts: 3,
    // Without the last of these the limit on a dead connection is a warning.
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}
