import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { dropProgress } from '../support/drop-progress.ts';
import { newId } from './support/new-id.ts';
import { servers } from './support/servers.ts';
import { startIndexProxy } from './support/start-index-proxy.ts';
import { waitUntil } from './support/wait-until.ts';

/** The command line on the running stack, as a person or a script runs it. */
const projectDir = fileURLToPath(new URL('../../', import.meta.url));
const portOf = (url: string): string => new URL(url).port;

const start = (args: readonly string[], settings: Readonly<Record<string, string | undefined>> = {}) => {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    MILLRACE_DATA_DIR: servers.dataDir,
    MILLRACE_API_PORT: portOf(servers.apiUrl),
    MILLRACE_DYNAMODB_PORT: portOf(servers.dynamodbUrl),
    MILLRACE_OPENSEARCH_PORT: portOf(servers.opensearchUrl),
    ...settings,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'maintain/main.ts', ...args], { cwd: projectDir, env });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...output }));
  return { child, output, ended };
};
const run = (args: readonly string[], settings = {}) => start(args, settings).ended;

const orphan = (id: string, method: 'PUT' | 'DELETE') =>
  fetch(`${servers.opensearchUrl}/rentals-v1/_doc/${id}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(method === 'PUT' && { body: '{"comment":"nobody’s"}' }),
  });
const toLines = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('names what differs and ends with 1; repairs it and ends with 0; then finds nothing', async () => {
  const id = `nameless-${newId()}`;
  await orphan(id, 'PUT');

  const seen = await run(['verify', '--index', 'rentals', '--json']);
  const repaired = await run(['repair', '--index', 'rentals']);
  const again = await run(['verify', '--index', 'rentals', '--json']);

  const [finding, ...rest] = toLines(seen.out).filter(({ documentId }) => documentId === id);
  expect(finding).toEqual({ kind: 'orphaned', index: 'rentals-v1', documentId: id });
  expect(rest).toEqual([]);
  expect(toLines(seen.out).at(-1)).toMatchObject({ tool: 'verify', result: 'differs', counts: { orphaned: 1 } });
  expect(seen.code).toBe(1);
  expect(repaired.out).toContain(`deleted    rentals-v1    ${id}  (was orphaned)\n`);
  expect(repaired.out).toMatch(/\nDone\. \([0-9.]+ s\)\n$/);
  expect(repaired.code).toBe(0);
  expect(toLines(again.out).at(-1)).toMatchObject({ result: 'equal' });
  expect(again.code).toBe(0);
  expect([seen, repaired, again].map(({ err }) => dropProgress(err))).toEqual(['', '', '']);
});

test('ends cleanly at Ctrl-C, says how to go on, and does so', async () => {
  const id = `nameless-${newId()}`;
  await orphan(id, 'PUT');
  const asked: string[] = [];
  const proxy = await startIndexProxy(servers.opensearchUrl, { onAnswer: ({ path }) => void asked.push(path) });
  const throughProxy = { MILLRACE_OPENSEARCH_PORT: undefined, MILLRACE_OPENSEARCH_URL: proxy.url };
  const { child, ended } = start(['verify', '--index', 'rentals'], throughProxy);
  // Past the question whether OpenSearch answers at all, its first slice is under way.
  await waitUntil(
    async () => asked,
    () => asked.some((path) => path !== '/'),
  );
  child.kill('SIGINT');

  const interrupted = await ended;
  await proxy.close();
  const [, token = ''] = /--resume (\S+)/.exec(interrupted.err) ?? [];
  const rest = await run(['verify', '--index', 'rentals', '--resume', token]);
  await orphan(id, 'DELETE');

  expect(interrupted.code).toBe(2);
  expect(dropProgress(interrupted.err)).toMatch(/^Interrupted\.\nTo go on, with the same flags: --resume \S+\n$/);
  expect([rest.code, rest.out]).toEqual([1, expect.stringContaining(`orphaned   rentals-v1    ${id}\n`)]);
});

test.each<[string, readonly string[], Record<string, string | undefined>, RegExp]>([
  [
    'a flag it does not know',
    ['verify', '--dry-run'],
    {},
    /^Unknown option '--dry-run'\.\nRemedy: make verify ARGS=--help\n$/,
  ],
  [
    'an index that is not there',
    ['repair', '--index', 'bookz'],
    {},
    /^maintain\.invalid-request: Expected an index to be one of `authors`, .*, got `bookz`\.\n/,
  ],
  [
    'a token that no run gave',
    ['verify', '--resume', 'x.y'],
    {},
    /^maintain\.invalid-resume: Expected a resume token to be /,
  ],
  [
    'a stack that does not run',
    ['verify'],
    { MILLRACE_DATA_DIR: '/nonexistent/x' },
    /Expected the stack .* to be running, got none\.\nRemedy: make up\n$/,
  ],
  [
    'a server that does not answer',
    ['repair'],
    { MILLRACE_OPENSEARCH_PORT: undefined, MILLRACE_OPENSEARCH_URL: 'http://127.0.0.1:9' },
    /^Expected OpenSearch to answer at http:\/\/127\.0\.0\.1:9, got no answer\.\nRemedy: Start it, or correct MILLRACE_OPENSEARCH_URL\.\n$/,
  ],
  ['settings that are wrong', ['verify'], { MILLRACE_API_PORT: 'x' }, /^Expected `MILLRACE_API_PORT` to be a port/],
])('ends with 2 and says why for %s', async (_, args, settings, message) => {
  const { code, out, err } = await run(args, settings);

  expect(err).toMatch(message);
  expect([code, out]).toEqual([2, '']);
});

test('shows what a tool takes', async () => {
  const { code, out } = await run(['redrive', '--help']);

  expect(code).toBe(0);
  expect(out).toContain('--reason <text>');
  expect(out).not.toContain('--rollback');
});
