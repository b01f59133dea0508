import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadConfig, variables } from './config.ts';

const env = {
  INDEXER_TABLE_NAME: 'library',
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
    region: 'us-east-1',
    opensearchUrl: 'http://127.0.0.1:9200',
    opensearchSigning: 'none',
    maxBulkBytes: 5_242_880,
    allowedOrigin: '*',
    logLevel: 'info',
  });
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
