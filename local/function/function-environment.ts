/** What the functions' environment is made of; part of the stack's settings. */
export interface FunctionSettings {
  readonly tableName: string;
  readonly region: string;
  readonly dynamodbUrl: string;
  readonly opensearchUrl: string;
}

/** DynamoDB Local accepts any key of letters and digits; without `-sharedDb` it keeps the data of each key apart. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;

/** The whole environment of the stream, search and bootstrap functions on one machine; in AWS Terraform sets the same names. */
export function functionEnvironment(settings: FunctionSettings): Readonly<Record<string, string>> {
  return {
    INDEXER_TABLE_NAME: settings.tableName,
    INDEXER_OPENSEARCH_URL: settings.opensearchUrl,
    INDEXER_OPENSEARCH_SIGNING: 'none',
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: settings.dynamodbUrl,
    // Lambda has no profile files, so those of whoever runs the stack must not reach the handlers either.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}
