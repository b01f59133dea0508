/** Addresses of the stack that the global set-up started: `test/e2e/stack/start.ts`. */
function address(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Expected ${name} to be set by the global set-up of the e2e tests.`);
  return value;
}

export const servers = {
  apiUrl: address('MILLRACE_TEST_API_URL'),
  dynamodbUrl: address('MILLRACE_TEST_DYNAMODB_URL'),
  opensearchUrl: address('MILLRACE_TEST_OPENSEARCH_URL'),
  tableName: 'library',
  parkedTableName: 'parked',
  jobsTableName: 'jobs',
  deletionsTableName: 'deletions',
  dataDir: `${address('MILLRACE_TEST_ROOT')}/data`,
  region: 'us-east-1',
} as const;
