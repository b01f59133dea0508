import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildBeat } from '../../local/heartbeat/build-beat.ts';
import { createDynamodbClient } from '../../local/stack/dynamodb-client.ts';
import type { StackState } from '../../local/stack/stack-state.ts';
import { repositoryRoot } from '../support/contract.ts';
import { type AskedStatus, askStatus } from './support/ask-status.ts';
import { createApiClient } from './support/call-api.ts';
import { findRunningPids } from './support/find-running-pids.ts';
import { freePorts } from './support/free-ports.ts';
import { waitUntil } from './support/wait-until.ts';

// The verbs as a user types them, on a stack of its own. The tests follow one another: each finds what the last one left.

const projectDir = fileURLToPath(repositoryRoot);
const { MILLRACE_TEST_API_URL: _, ...inherited } = process.env;
let env: NodeJS.ProcessEnv;
let dataDir: string;
let ports: readonly number[];
interface Ended {
  readonly code: number;
  readonly output: string;
}

function make(target: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      'make',
      ['--silent', ...target.split(' ')],
      { cwd: projectDir, env: { ...env, ...more }, maxBuffer: 2 ** 24 },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, output: out + err }),
    );
  });
}

const isListening = async (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
const runningPids = () => findRunningPids(dataDir);

beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'millrace-stack-')), 'data');
  ports = await freePorts(4);
  env = {
    ...inherited,
    NODE_OPTIONS: '',
    MILLRACE_DATA_DIR: dataDir,
    MILLRACE_API_PORT: String(ports[0]),
    MILLRACE_DYNAMODB_PORT: String(ports[1]),
    MILLRACE_OPENSEARCH_PORT: String(ports[2]),
    MILLRACE_PAGE_PORT: String(ports[3]),
  };
});

afterAll(async () => {
  await make('down');
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

let curlLines: readonly string[];
const api = () => createApiClient(`http://127.0.0.1:${ports[0]}`);

test('make up starts everything, loads the sample, prints the page and five curl lines', async () => {
  const { code, output } = await make('up');

  curlLines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('curl '));
  expect([code, output]).toEqual([0, expect.stringContaining('1,000 created, 0 already there, 0 refused')]);
  expect([curlLines.length, output]).toEqual([5, expect.stringContaining(`is up: http://127.0.0.1:${ports[3]}\n`)]);
});

test('the printed curl lines work as they stand, twice', async () => {
  for (const line of [...curlLines, ...curlLines]) {
    const ended = await new Promise<Ended>((resolve) => {
      execFile('sh', ['-c', line.replace('curl ', "curl --write-out ' %{http_code}' ")], (error, out, err) =>
        resolve({ code: error ? 1 : 0, output: out + err }),
      );
    });
    // A create that is repeated is told so; everything else succeeds each time.
    expect([line, ended.output.slice(-3)]).toEqual([line, expect.stringMatching(/20[0-9]|409/)]);
  }
});

test('make status shows each part and that the index is not behind', async () => {
  const { code, output } = await waitUntil(
    () => make('status'),
    (ended) => ended.code === 0 && ended.output.includes('caught up') && !ended.output.includes('missing'),
  );

  expect([code, output]).toEqual([0, expect.stringContaining('1,000')]);
  for (const port of ports) expect(output).toContain(String(port));
});

test('make status tells the lag, which grows while the stream stands still and shrinks again', async () => {
  const state = JSON.parse(await readFile(join(dataDir, 'stack.json'), 'utf8')) as StackState;
  const stream = state.parts.find(({ name }) => name === 'stream')?.process?.pid ?? Number.NaN;
  const client = createDynamodbClient({ dynamodbUrl: `http://127.0.0.1:${ports[1]}`, region: 'us-east-1' });
  const beat = (dueAtMs: number) => client.send(new UpdateItemCommand(buildBeat('library', dueAtMs)));
  const ask = () => askStatus(api());
  const beatOf = ({ heartbeatAt }: AskedStatus) => Date.parse(heartbeatAt ?? '');

  process.kill(stream, 'SIGSTOP');
  const stoppedAtMs = Date.now();
  // A beat's time is to the second.
  await sleep(1_000);
  const beatAtMs = Math.floor(Date.now() / 1_000) * 1_000;
  await beat(beatAtMs);
  await sleep(4_000);
  const stopped = await ask();
  process.kill(stream, 'SIGCONT');
  const after = await waitUntil(ask, (status) => beatOf(status) >= beatAtMs);
  const { output } = await make('status');
  client.destroy();

  expect(beatOf(stopped)).toBeLessThanOrEqual(stoppedAtMs);
  expect(stopped.lagSeconds).toBeGreaterThanOrEqual(5);
  for (const { lagSeconds, lag } of [stopped, after]) {
    expect(lagSeconds).toBeGreaterThanOrEqual(lag.least);
    expect(lagSeconds).toBeLessThanOrEqual(lag.most);
  }
  expect(output).toMatch(/The newest heartbeat that a search finds is \d+ s old/);
});

test('make up says that the stack runs already, and leaves it alone', async () => {
  const { code, output } = await make('up');

  expect([code, output]).toEqual([0, expect.stringMatching(/already/i)]);
  expect((await api()('GET', '/')).status).toBe(200);
});

test('make up names a busy port and the variable to change, and leaves nothing running', async () => {
  const other = await mkdtemp(join(tmpdir(), 'millrace-busy-'));
  const [dynamodb, opensearch] = await freePorts(2);

  const { code, output } = await make('up', {
    MILLRACE_DATA_DIR: other,
    MILLRACE_DYNAMODB_PORT: String(dynamodb),
    MILLRACE_OPENSEARCH_PORT: String(opensearch),
  });

  expect(code).not.toBe(0);
  expect(output).toContain(String(ports[0]));
  expect(output).toContain('MILLRACE_API_PORT');
  expect(await Promise.all([dynamodb, opensearch].map((port) => isListening(port ?? 0)))).toEqual([false, false]);
  await rm(other, { recursive: true, force: true });
});

test('a dead part stops the others, and status says which died and what to do', async () => {
  const state = JSON.parse(await readFile(join(dataDir, 'stack.json'), 'utf8')) as {
    parts: { name: string; process?: { pid: number } }[];
  };
  const opensearch = state.parts.find((part) => part.name === 'opensearch')?.process?.pid;

  if (!opensearch) throw new Error('Expected stack.json to name the process of OpenSearch.');
  process.kill(opensearch, 'SIGKILL');
  await waitUntil(runningPids, (pids) => pids.length === 0);

  const { code, output } = await make('status');
  expect(code).not.toBe(0);
  expect(output).toMatch(/opensearch/i);
  expect(output).toMatch(/make up/);
  expect(await Promise.all(ports.map(isListening))).toEqual([false, false, false, false]);
});

test('what is stored survives, and a warm start loads nothing', async () => {
  const { code, output } = await make('up');

  expect([code, output]).toEqual([0, expect.not.stringContaining('Loading')]);
  const found = await api()('GET', '/search?q=declaration%20independence');
  const { results } = found.body as { results: { id: string; version: number }[] };
  const book = await api()('GET', `/books/${results[0]?.id}`);
  expect(book.body).toMatchObject({ version: results[0]?.version });
});

test('the stream goes on where it was: a write after the restart becomes searchable', async () => {
  await api()('POST', '/books', {
    body: { title: 'Zymurgical Afterthoughts', author: { name: 'A', birthdate: '1900' } },
  });

  const found = await waitUntil(
    async () => (await api()('GET', '/search?q=zymurgical')).body as { total: number },
    ({ total }) => total === 1,
  );
  expect(found.total).toBe(1);
});

test('make seed loads a file, says what it refused and why, and adds nothing twice', async () => {
  const file = join(dataDir, '..', 'books.ndjson');
  const line = (fields: object) =>
    JSON.stringify({
      source: 'test:1',
      title: 'Seeded',
      author: { ref: 'test:a', name: 'S', birthdate: '1900' },
      language: 'en',
      ...fields,
    });
  await writeFile(
    file,
    [
      line({}),
      '{',
      line({ source: 'test:2', title: 7 }),
      line({ source: 'test:3', language: 'no language at all' }),
      line({ source: 'test:4' }),
    ].join('\n'),
  );

  const first = await make(`seed FILE=${file}`);
  const second = await make(`seed FILE=${file}`);

  expect(first.code).not.toBe(0);
  for (const text of ['line 2', 'line 3', 'line 4', 'title']) expect(first.output.toLowerCase()).toContain(text);
  expect(first.output).toMatch(/\b2 created/);
  expect(second.output).toMatch(/\b2 already there/);
});

test('make seed without a file, or with one that is not there, says what to type', async () => {
  for (const target of ['seed', 'seed FILE=/no/such/file']) {
    const { code, output } = await make(target);
    expect(code).not.toBe(0);
    expect(output).toContain('FILE=');
  }
});

test('make logs follows the logs of every part', async () => {
  const logs = spawn('make', ['--silent', 'logs'], { cwd: projectDir, env, detached: true });
  let output = '';
  logs.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  try {
    await waitUntil(
      async () => {
        await api()('GET', '/authors/x');
        return output;
      },
      (text) => text.includes('gateway') && text.includes('stream') && text.includes('/authors/x'),
    );
  } finally {
    process.kill(-(logs.pid ?? 0), 'SIGTERM');
  }
});

test('make down stops everything and says so, also when nothing runs', async () => {
  const first = await make('down');
  const second = await make('down');

  expect([first.code, second.code]).toEqual([0, 0]);
  expect(await runningPids()).toEqual([]);
  expect(await Promise.all(ports.map(isListening))).toEqual([false, false, false, false]);
});

test('make reset forgets what is stored, but refuses a folder that is not a data folder', async () => {
  const foreign = await mkdtemp(join(tmpdir(), 'millrace-foreign-'));
  await writeFile(join(foreign, 'letter.txt'), 'mine');

  const refused = await make('reset', { MILLRACE_DATA_DIR: foreign });
  const reset = await make('reset');

  expect([refused.code === 0, await readdir(foreign)]).toEqual([false, ['letter.txt']]);
  expect([reset.code, await readdir(dataDir).catch(() => [])]).toEqual([0, []]);
  await rm(foreign, { recursive: true });
});

test.each([
  ['MILLRACE_API_PORT', 'ten'],
  ['MILLRACE_API_PORT', '70000'],
  ['MILLRACE_API_PROT', '8080'],
  ['MILLRACE_DYNAMODB_URL', 'not an address'],
])('refuses %s=%s by name', async (name, value) => {
  const { code, output } = await make('up', { [name]: value });

  expect(code).not.toBe(0);
  expect(output).toContain(name);
});

test('says that a given DynamoDB does not answer, with its address', async () => {
  const server: Server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;

  const { code, output } = await make('up', { MILLRACE_DYNAMODB_URL: url });

  server.close();
  expect(code).not.toBe(0);
  expect(output).toContain(url);
  expect(await runningPids()).toEqual([]);
});
