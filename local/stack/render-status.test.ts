import { expect, test } from '@jest/globals';
import { renderStatus, type StatusInput } from './render-status.ts';
import type { PartName, PartReport, StackState } from './stack-state.ts';

const nowMs = Date.parse('2026-06-01T12:00:00Z');
const part = (name: PartName, change: Partial<PartReport> = {}): PartReport => ({
  name,
  address: `http://127.0.0.1/${name}`,
  state: 'up',
  process: { pid: 4711, startedAt: 'then' },
  ...change,
});
const state: StackState = {
  format: 1,
  state: 'running',
  supervisor: { pid: 1, startedAt: 'then' },
  changedAt: nowMs,
  parts: [part('dynamodb'), part('opensearch'), part('gateway'), part('stream')],
};
const stream = {
  streamArn: 'arn',
  updatedAt: '2026-06-01T11:59:58Z',
  shards: [],
  recordsDone: 1_383,
  batchesDone: 5,
  discardedBatches: 0,
  discardedRecords: 0,
  oldestPendingAgeMs: 0,
  caughtUp: true,
};
const render = (change: Partial<StatusInput> = {}) =>
  renderStatus({
    inspected: { kind: 'alive', state },
    answering: new Map(),
    counts: [{ entity: 'Book', index: 'books', items: 1_000, documents: 1_000 }],
    stream,
    jobs: stream,
    openWork: { parked: 0, jobs: 0, isRebuilding: false },
    lag: { heartbeatAt: '2026-06-01T11:59:37Z', lagSeconds: 23 },
    givenUpBatches: 0,
    nowMs,
    ...change,
  });

test('shows each part, and that the index equals the table', () => {
  const { text, isUp } = render();

  expect(isUp).toBe(true);
  expect(text).toBe(`Millrace is running.

DynamoDB             up               pid 4711     http://127.0.0.1/dynamodb
OpenSearch           up               pid 4711     http://127.0.0.1/opensearch
HTTP API             up               pid 4711     http://127.0.0.1/gateway
Stream and indexer   up               pid 4711     http://127.0.0.1/stream

table → index                items   documents   behind
Book → books                 1,000       1,000   equal
The index has caught up with the stream. 1,383 records done since the start.
The newest heartbeat that a search finds is 23 s old; one is written every minute.
`);
});

test.each([
  [1_000, 998, '2 missing'],
  [0, 3, '3 too many'],
  [undefined, 3, 'unknown'],
  [3, undefined, 'unknown'],
])('compares %s items with %s documents: %s', (items, documents, verdict) => {
  expect(render({ counts: [{ entity: 'Book', index: 'books', items, documents }] }).text).toContain(verdict);
});

test.each([
  [
    { heartbeatAt: '2026-06-01T11:50:00Z', lagSeconds: 600 },
    '600 s old; one is written every minute. The index is behind.',
  ],
  [{ heartbeatAt: null, lagSeconds: null }, 'No search finds a heartbeat yet'],
  [undefined, 'GET /status does not answer'],
])('tells the lag that the API answers: %j', (lag, said) => {
  expect(render({ lag }).text).toContain(said);
});

test('says since when the oldest change waits', () => {
  const behind = { ...stream, caughtUp: false, oldestPendingAgeMs: 12_340 };

  expect(render({ stream: behind }).text).toContain('its oldest change waits since 12.3 s');
});

test('says what the stream fails on', () => {
  const shard = {
    shardId: 's',
    lastSequenceNumber: '1',
    state: 'retrying',
    iteratorAgeMs: 0,
    consecutiveFailures: 2,
  } as const;
  const failing = { ...stream, shards: [{ ...shard, lastError: 'index missing' }] };

  const { text } = render({ stream: failing });

  expect(text).toContain('Last error: index missing');
});

test.each([
  [undefined, 'The stream has not reported yet.'],
  [{ ...stream, updatedAt: '2026-06-01T11:59:00Z' }, 'The stream has not reported for 60.0 s.'],
])('does not trust a silent stream', (silent, message) => {
  expect(render({ stream: silent }).text).toContain(message);
});

test('says what is parked, which jobs are open, and that a rebuild is not finished', () => {
  const { text } = render({ openWork: { parked: 1_234, jobs: 2, isRebuilding: true } });

  expect(text).toContain('1,234 places are parked, as OpenSearch refuses the document. Try again: make redrive\n');
  expect(text).toContain('2 jobs are open: changes on the way into many documents.\n');
  expect(text).toContain('A rebuild is not finished. To go on, or to hear what it waits for: make rebuild\n');
});

test('says what the jobs fail on', () => {
  const shard = {
    shardId: 's',
    lastSequenceNumber: '1',
    state: 'retrying',
    iteratorAgeMs: 0,
    consecutiveFailures: 2,
  } as const;
  const failing = { ...stream, shards: [{ ...shard, lastError: 'index missing' }] };

  const { text } = render({ jobs: failing, openWork: { parked: 0, jobs: 1, isRebuilding: false } });

  expect(text).toContain('1 job is open: changes on the way into many documents. Last error: index missing\n');
});

test('says that it could not count what is open', () => {
  expect(render({ openWork: undefined }).text).toContain('which jobs are open could not be counted');
});

test('is not up while a part does not answer', () => {
  const { text, isUp } = render({ answering: new Map([['gateway', false]]) });

  expect(isUp).toBe(false);
  expect(text).toContain('HTTP API             does not answer  pid 4711');
});

test('is not up while it starts', () => {
  const starting = { ...state, state: 'starting', parts: [part('dynamodb', { state: 'starting' })] } as const;

  expect(render({ inspected: { kind: 'alive', state: starting } })).toMatchObject({ isUp: false });
});

test('marks a server that is not ours', () => {
  const { process: _, ...external } = part('dynamodb', { state: 'external' });

  const { text, isUp } = render({ inspected: { kind: 'alive', state: { ...state, parts: [external] } } });

  expect(isUp).toBe(true);
  expect(text).toContain('DynamoDB             up, not ours');
});

test('says why a stack has failed', () => {
  const failure = { part: 'opensearch', reason: 'It died.', remedy: 'Feed it.', lastLines: ['x'] } as const;

  const { text, isUp } = render({ inspected: { kind: 'ended', state: { ...state, state: 'failed', failure } } });

  expect(isUp).toBe(false);
  expect(text).toBe('Millrace is not running.\nIt died.\n  | x\nRemedy: Feed it.\n');
});

test.each([
  [{ kind: 'absent' } as const, 'Millrace is not running.\nRemedy: make up\n'],
  [
    { kind: 'ended', state: { ...state, state: 'stopped' } } as const,
    'Millrace is not running. It was stopped.\nRemedy: make up\n',
  ],
  [{ kind: 'abandoned', state } as const, 'The supervisor was killed'],
])('says that nothing runs', (inspected, message) => {
  const { text, isUp } = render({ inspected });

  expect(isUp).toBe(false);
  expect(text).toContain(message);
});

test.each([
  [1, '1 batch was given up'],
  [2, '2 batches were given up'],
])(
  'says that %d given-up batches wait in failed-invocations/, also when they are of an earlier run',
  (count, words) => {
    expect(render({ givenUpBatches: count }).text).toContain(`${words}: see failed-invocations/`);
  },
);
