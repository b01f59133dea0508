import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadConfig, requireTokenSecret } from './config.ts';
import { variables } from './config-variables.ts';

const env = {
  INDEXER_TABLE_NAME: 'library',
  INDEXER_PARKED_TABLE_NAME: 'parked',
  INDEXER_JOBS_TABLE_NAME: 'jobs',
  INDEXER_DELETIONS_TABLE_NAME: 'deletions',
  INDEXER_OPENSEARCH_URL: 'http://127.0.0.1:9200',
  INDEXER_OPENSEARCH_SIGNING: 'none',
  AWS_REGION: 'us-east-1',
  PATH: '/bin',
};
const problemsOf = (overrides: Readonly<Record<string, string | undefined>>): readonly string[] => {
  try {
    loadConfig({ ...env, ...overrides });
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
};

test('reads what is set and fills in what need not be', () => {
  expect(loadConfig(env)).toEqual({
    tableName: 'library',
    parkedTableName: 'parked',
    jobsTableName: 'jobs',
    deletionsTableName: 'deletions',
    region: 'us-east-1',
    opensearchUrl: 'http://127.0.0.1:9200',
    opensearchSigning: 'none',
    maxBulkBytes: 5_242_880,
    gzipBytes: 65_536,
    streamTimeoutMs: 900_000,
    failedInvocations: undefined,
    allowedOrigin: '*',
    tokenSecret: undefined,
    logLevel: 'info',
  });
});

test('reads what replaces a default', () => {
  const overrides = {
    INDEXER_GZIP_BYTES: '0',
    INDEXER_STREAM_TIMEOUT_SECONDS: '20',
    INDEXER_FAILED_INVOCATIONS: 's3://library-failures/given-up/',
  };

  expect(loadConfig({ ...env, ...overrides })).toMatchObject({
    gzipBytes: 0,
    streamTimeoutMs: 20_000,
    failedInvocations: 's3://library-failures/given-up/',
  });
});

test('has a secret when one is given, for the entry point that cannot do without', () => {
  const secret = 'a-secret-of-thirty-two-characters';

  expect(requireTokenSecret(loadConfig({ ...env, INDEXER_TOKEN_SECRET: secret }))).toBe(secret);
  for (const none of [undefined, 'none'])
    expect(() => requireTokenSecret(loadConfig({ ...env, INDEXER_TOKEN_SECRET: none }))).toThrow('got none.');
});

test('refuses a secret that is easily guessed, without a word of it', () => {
  expect(problemsOf({ INDEXER_TOKEN_SECRET: 'hunter2' })).toEqual([
    'Expected `INDEXER_TOKEN_SECRET` to be `none` or a text of 32 to 512 visible characters, got one of 7 characters.',
  ]);
});

test('cannot be changed', () => {
  expect(Object.isFrozen(loadConfig(env))).toBe(true);
});

test('reports everything that is wrong in one error', () => {
  const overrides = { INDEXER_TABLE_NAME: undefined, INDEXER_OPENSEARCH_SIGNING: 'ecs', INDEXER_TABEL_NAME: 'x' };

  expect(problemsOf(overrides)).toEqual([
    'Expected `INDEXER_TABLE_NAME` to be a table name (3 to 255 of `a-zA-Z0-9_.-`), got nothing.',
    'Expected `INDEXER_OPENSEARCH_SIGNING` to be `none` or `es`, got `ecs`.',
    'Expected a known `INDEXER_…` variable, got `INDEXER_TABEL_NAME`.',
  ]);
});

test.each([
  ['INDEXER_TABLE_NAME', 'a b'],
  ['INDEXER_PARKED_TABLE_NAME', 'a b'],
  ['INDEXER_JOBS_TABLE_NAME', ''],
  ['INDEXER_DELETIONS_TABLE_NAME', 'a/b'],
  ['INDEXER_GZIP_BYTES', '-1'],
  ['INDEXER_GZIP_BYTES', '064'],
  ['INDEXER_STREAM_TIMEOUT_SECONDS', '0'],
  ['INDEXER_STREAM_TIMEOUT_SECONDS', '901'],
  ['INDEXER_FAILED_INVOCATIONS', ''],
  ['INDEXER_FAILED_INVOCATIONS', 'failures'],
  ['INDEXER_FAILED_INVOCATIONS', 's3://bucket'],
  ['INDEXER_FAILED_INVOCATIONS', 's3://bucket/prefix'],
  ['INDEXER_FAILED_INVOCATIONS', 's3://Bucket/'],
  ['INDEXER_FAILED_INVOCATIONS', 'file://host/folder/'],
  ['INDEXER_FAILED_INVOCATIONS', 'file:///folder'],
  ['INDEXER_OPENSEARCH_URL', 'localhost:9200'],
  ['INDEXER_OPENSEARCH_URL', 'ftp://host'],
  ['INDEXER_OPENSEARCH_URL', 'http://user:secret@host'],
  ['INDEXER_OPENSEARCH_URL', 'http://host/path'],
  ['INDEXER_OPENSEARCH_URL', ''],
  ['INDEXER_MAX_BULK_BYTES', 'ten'],
  ['INDEXER_MAX_BULK_BYTES', '1000'],
  ['INDEXER_MAX_BULK_BYTES', '999999999'],
  ['INDEXER_ALLOWED_ORIGIN', 'library.example'],
  ['INDEXER_ALLOWED_ORIGIN', 'https://library.example/'],
  ['INDEXER_LOG_LEVEL', 'loud'],
  ['AWS_REGION', ''],
])('refuses %s=%s', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([
    expect.stringMatching(new RegExp(`^Expected \`${name}\` to be .*, got \``)),
  ]);
});

test.each([
  ['INDEXER_OPENSEARCH_URL', 'https://search-library.us-east-1.es.amazonaws.com/'],
  ['INDEXER_ALLOWED_ORIGIN', 'https://library.example:8443'],
  ['INDEXER_MAX_BULK_BYTES', '1024'],
  ['INDEXER_MAX_BULK_BYTES', '104857600'],
  ['INDEXER_STREAM_TIMEOUT_SECONDS', '1'],
  ['INDEXER_STREAM_TIMEOUT_SECONDS', '900'],
  ['INDEXER_FAILED_INVOCATIONS', 'none'],
  ['INDEXER_FAILED_INVOCATIONS', 's3://bucket/'],
  ['INDEXER_FAILED_INVOCATIONS', 'file:///'],
  ['INDEXER_FAILED_INVOCATIONS', 'file:///my%20data/failed-invocations/'],
])('accepts %s=%s', (name, value) => {
  expect(problemsOf({ [name]: value })).toEqual([]);
});

test('stands in the README as it is', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = variables.map(
    (variable) =>
      `| \`${variable.name}\` | ${variable.meaning} | ${'fallback' in variable ? `\`${variable.fallback}\`` : 'must be set'} |`,
  );

  for (const row of rows) expect(readme).toContain(row);
  expect(readme.match(/^\| `(?:INDEXER|AWS)_/gm)).toHaveLength(rows.length);
});
