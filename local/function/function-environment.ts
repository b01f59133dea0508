import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { keepTokenSecret } from './keep-token-secret.ts';

/** What the functions' environment is made of; part of the stack's settings. */
export interface FunctionSettings {
  readonly tableName: string;
  readonly parkedTableName: string;
  readonly jobsTableName: string;
  readonly deletionsTableName: string;
  readonly dataDir: string;
  readonly region: string;
  readonly dynamodbUrl: string;
  readonly opensearchUrl: string;
}

/** DynamoDB Local accepts any key of letters and digits; without `-sharedDb` it keeps the data of each key apart. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The timeout of every function that is invoked by a stream. A rebuild waits that long for those that run already. */
export const streamTimeoutSeconds = 20;

/** The on-failure destination of the table's mapping. */
export const failedInvocationsFolder = (dataDir: string): string => join(dataDir, 'failed-invocations');

/** The whole environment of the functions on one machine; in AWS Terraform sets the same names. */
export function functionEnvironment(settings: FunctionSettings): Readonly<Record<string, string>> {
  return {
    INDEXER_TABLE_NAME: settings.tableName,
    INDEXER_PARKED_TABLE_NAME: settings.parkedTableName,
    INDEXER_JOBS_TABLE_NAME: settings.jobsTableName,
    INDEXER_DELETIONS_TABLE_NAME: settings.deletionsTableName,
    INDEXER_STREAM_TIMEOUT_SECONDS: String(streamTimeoutSeconds),
    INDEXER_FAILED_INVOCATIONS: `${pathToFileURL(failedInvocationsFolder(settings.dataDir))}/`,
    INDEXER_OPENSEARCH_URL: settings.opensearchUrl,
    INDEXER_OPENSEARCH_SIGNING: 'none',
    // The objects of an event live as long as its batch: in a larger young generation they are not copied about.
    NODE_OPTIONS: '--max-semi-space-size=32',
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: settings.dynamodbUrl,
    // Lambda has no profile files, so those of whoever runs the stack must not reach the handlers either.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

/** That of the function `search`, which alone has a secret. */
export function searchEnvironment(settings: FunctionSettings): Readonly<Record<string, string>> {
  return { ...functionEnvironment(settings), INDEXER_TOKEN_SECRET: keepTokenSecret(settings.dataDir) };
}
