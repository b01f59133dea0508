import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadSettings, projectRoot, variables } from './settings.ts';

const read = (env: Readonly<Record<string, string>>) => {
  try {
    return loadSettings(env);
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : error;
  }
};

test('fills everything when nothing is set', () => {
  const settings = loadSettings({ PATH: '/bin', HOME: '/home/reader' });

  expect(settings).toEqual({
    apiPort: 8080,
    pagePort: 8081,
    dynamodbPort: 8000,
    opensearchPort: 9200,
    dataDir: resolve(projectRoot, '.local'),
    dynamodbUrl: 'http://127.0.0.1:8000',
    opensearchUrl: 'http://127.0.0.1:9200',
    ownDynamodb: true,
    ownOpensearch: true,
    tableName: 'library',
    parkedTableName: 'parked',
    jobsTableName: 'jobs',
    deletionsTableName: 'deletions',
    region: 'us-east-1',
  });
  expect(Object.isFrozen(settings)).toBe(true);
});

test('takes ports and folder from the environment', () => {
  const settings = read({
    MILLRACE_API_PORT: '18080',
    MILLRACE_PAGE_PORT: '18081',
    MILLRACE_DYNAMODB_PORT: '18000',
    MILLRACE_OPENSEARCH_PORT: '65535',
    MILLRACE_DATA_DIR: '/var/millrace',
  });

  expect(settings).toMatchObject({
    apiPort: 18_080,
    pagePort: 18_081,
    dynamodbUrl: 'http://127.0.0.1:18000',
    opensearchUrl: 'http://127.0.0.1:65535',
    dataDir: '/var/millrace',
  });
});

test('uses a running server instead of its own', () => {
  const settings = read({
    MILLRACE_DYNAMODB_URL: 'http://10.0.0.7:8000/',
    MILLRACE_OPENSEARCH_URL: 'https://search.example.org',
  });

  expect(settings).toMatchObject({
    dynamodbUrl: 'http://10.0.0.7:8000',
    ownDynamodb: false,
    opensearchUrl: 'https://search.example.org',
    ownOpensearch: false,
  });
});

test.each(['0', '65536', '08080', '-1', '80.5', 'ten', '', ' 80', '1e3'])('refuses the port `%s`', (port) => {
  expect(read({ MILLRACE_API_PORT: port })).toEqual([
    `Expected \`MILLRACE_API_PORT\` to be a port from 1 to 65535, got \`${port}\`.`,
  ]);
});

test.each([
  'localhost:8000',
  'ftp://127.0.0.1',
  'http://127.0.0.1:8000/path',
  'http://127.0.0.1?x=1',
  'http://127.0.0.1#x',
  '',
  'http://',
])('refuses the address `%s`', (url) => {
  expect(read({ MILLRACE_OPENSEARCH_URL: url })).toEqual([
    `Expected \`MILLRACE_OPENSEARCH_URL\` to be an address such as http://127.0.0.1:9200 (no path, no user), got \`${url}\`.`,
  ]);
});

test('does not repeat the password of a refused address', () => {
  const faults = read({ MILLRACE_DYNAMODB_URL: 'http://me:secret@127.0.0.1:8000' });

  expect(String(faults)).toContain('got one with a user and a password');
  expect(String(faults)).not.toContain('secret');
});

test('refuses two servers on one port', () => {
  expect(read({ MILLRACE_API_PORT: '8000' })).toEqual([
    'Expected `MILLRACE_API_PORT` and `MILLRACE_DYNAMODB_PORT` to be different ports, got `8000` for both.',
  ]);
});

test('refuses the page and the API on one port', () => {
  expect(read({ MILLRACE_PAGE_PORT: '8080' })).toEqual([
    'Expected `MILLRACE_API_PORT` and `MILLRACE_PAGE_PORT` to be different ports, got `8080` for both.',
  ]);
});

test('lets the API have the port of a server that is not started', () => {
  expect(read({ MILLRACE_API_PORT: '8000', MILLRACE_DYNAMODB_URL: 'http://10.0.0.7' })).toMatchObject({
    apiPort: 8000,
  });
});

test('refuses a port together with the address of a running server', () => {
  expect(read({ MILLRACE_DYNAMODB_PORT: '8001', MILLRACE_DYNAMODB_URL: 'http://10.0.0.7' })).toEqual([
    'Expected `MILLRACE_DYNAMODB_PORT` (a server of our own) or `MILLRACE_DYNAMODB_URL` (a running one), got both: `8001` and `http://10.0.0.7`.',
  ]);
});

test.each(['', '/', '.', '..', projectRoot])('refuses `%s` as the folder that a reset empties', (dataDir) => {
  expect(read({ MILLRACE_DATA_DIR: dataDir })).toEqual([
    `Expected \`MILLRACE_DATA_DIR\` to be a folder of its own, got \`${dataDir}\`.`,
  ]);
});

test('refuses an unknown variable, but leaves those of the tests alone', () => {
  expect(read({ MILLRACE_APIPORT: '1', MILLRACE_TEST_SEED: '7' })).toEqual([
    `Expected only ${Object.keys(variables).join(', ')}, got \`MILLRACE_APIPORT\`.`,
  ]);
});

test('names all faults together', () => {
  const faults = read({ MILLRACE_API_PORT: 'x', MILLRACE_DYNAMODB_URL: 'y', MILLRACE_DATA_DIR: '/', MILLRACE_Z: '' });

  expect(faults).toHaveLength(4);
});
