import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { functionEnvironment, searchEnvironment } from './function-environment.ts';
import { keepTokenSecret } from './keep-token-secret.ts';

const settings = {
  tableName: 'library',
  parkedTableName: 'parked',
  jobsTableName: 'jobs',
  deletionsTableName: 'deletions',
  dataDir: '/home/reader/my data',
  region: 'us-east-1',
  dynamodbUrl: 'http://127.0.0.1:8000',
  opensearchUrl: 'http://127.0.0.1:9200',
};

test('points the functions at the local servers with the names that Terraform sets', () => {
  const env = functionEnvironment(settings);

  expect(env).toEqual({
    NODE_OPTIONS: '--max-semi-space-size=32',
    INDEXER_TABLE_NAME: 'library',
    INDEXER_PARKED_TABLE_NAME: 'parked',
    INDEXER_JOBS_TABLE_NAME: 'jobs',
    INDEXER_DELETIONS_TABLE_NAME: 'deletions',
    INDEXER_STREAM_TIMEOUT_SECONDS: '20',
    INDEXER_FAILED_INVOCATIONS: 'file:///home/reader/my%20data/failed-invocations/',
    INDEXER_OPENSEARCH_URL: 'http://127.0.0.1:9200',
    INDEXER_OPENSEARCH_SIGNING: 'none',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
});

test('gives the search the secret of the data folder', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-environment-'));

  const env = searchEnvironment({ ...settings, dataDir });

  expect(env).toEqual({
    ...functionEnvironment({ ...settings, dataDir }),
    INDEXER_TOKEN_SECRET: keepTokenSecret(dataDir),
  });
  rmSync(dataDir, { recursive: true });
});
