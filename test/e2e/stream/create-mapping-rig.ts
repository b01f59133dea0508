import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createFunction } from '../../../local/function/create-function.ts';
import { localCredentials } from '../../../local/function/function-environment.ts';
import { createStreamSource } from '../../../local/stream/create-stream-source.ts';
import type { MappingSettings } from '../../../local/stream/mapping-settings.ts';
import { runMapping } from '../../../local/stream/run-mapping.ts';
import type { MappingStatus } from '../../../local/stream/to-mapping-status.ts';
import type { EventRecord } from '../../../local/stream/to-pending-record.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What the recording function notes of an invocation: once when it begins, and once more when it is through. */
export interface Recorded {
  readonly event: { readonly Records: readonly EventRecord[] };
  readonly isDone: boolean;
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const region = 'us-east-1';
const bundle = fileURLToPath(new URL('./recording-handler.mjs', import.meta.url));

/** A table and a data folder of its own, and the mapping between the table's stream and a function that records its events. */
export function createMappingRig(tableName: string) {
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-mapping-'));
  const recordFile = join(dataDir, 'records.ndjson');
  const lines: LogLine[] = [];
  const running: { readonly stop: () => Promise<void> }[] = [];
  const note = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, message, fields: { ...fields } });

  const recorded = (): readonly Recorded[] => readLines(recordFile).map((line) => JSON.parse(line));
  const status = (): MappingStatus | undefined =>
    readLines(join(dataDir, 'stream', 'status.json')).length
      ? JSON.parse(readFileSync(join(dataDir, 'stream', 'status.json'), 'utf8'))
      : undefined;

  /** Starts the mapping against the server; the promise that comes with `stop` rejects when the mapping failed. */
  const start = (url: string, settings: Partial<MappingSettings> = {}) => {
    const ending = new AbortController();
    const env = { RECORD_FILE: recordFile };
    const fn = createFunction({ name: 'recorder', bundle, env, timeoutMs: 30_000, memoryMb: 128, log: () => {} });
    const ended = runMapping({
      ...{ stateDir: join(dataDir, 'stream'), failedDir: join(dataDir, 'failed-invocations') },
      ...{ tableName, fn, signal: ending.signal, graceMs: 20_000 },
      settings: { maximumBatchingWindowInSeconds: 0, ...settings },
      source: createStreamSource({ url, region, credentials: localCredentials }),
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:recorder',
      log: { info: note('info'), warn: note('warn'), error: note('error') },
      ...{ pollMs: 50, discoveryMs: 200 },
    });
    const mapping = {
      stop: () => {
        ending.abort();
        return ended;
      },
    };
    running.push(mapping);
    return mapping;
  };

  return {
    ...{ dataDir, tableName, lines, recorded, status, start },
    /** Sequence of the ids in the events that the function has finished. */
    doneIds: () => recorded().flatMap(({ isDone, event }) => (isDone ? event.Records.map(idOf) : [])),
    untilDone: (id: string) =>
      waitUntil(
        async () => recorded(),
        (all) => all.some(({ isDone, event }) => isDone && event.Records.some((record) => idOf(record) === id)),
      ),
    dispose: async () => {
      await Promise.all(running.map((mapping) => mapping.stop()));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The item's id: each test writes every item once, or numbers its changes in `n`. */
export function idOf({ dynamodb }: EventRecord): string {
  const { Keys, NewImage } = dynamodb as unknown as Record<
    'Keys' | 'NewImage',
    Record<string, { S?: string; N?: string }>
  >;
  return NewImage?.n?.N ?? Keys.id?.S ?? '';
}

export const connect = (url: string) => new DynamoDBClient({ endpoint: url, region, credentials: localCredentials });

export async function createTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

export async function deleteTable(client: DynamoDBClient, tableName: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: tableName }));
}

/** Writes one item per id, one after the other. */
export async function putItems(client: DynamoDBClient, tableName: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) await client.send(new PutItemCommand({ TableName: tableName, Item: { id: { S: id } } }));
}

function readLines(file: string): readonly string[] {
  try {
    // The last line may still be on its way.
    return readFileSync(file, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
