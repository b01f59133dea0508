import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createFunction } from '../function/create-function.ts';
import {
  failedInvocationsFolder,
  functionEnvironment,
  localCredentials,
  streamTimeoutSeconds,
} from '../function/function-environment.ts';
import { type StreamName, streamStateDir } from '../stack/read-stream-status.ts';
import { loadSettings, type Settings } from '../stack/settings.ts';
import { createStreamSource } from './create-stream-source.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { runMapping } from './run-mapping.ts';

/** The stream's process: brings the table's changes to the indexer, and its jobs to their worker, until it is told to end. */
const log = pino({ base: { part: 'stream' }, timestamp: pino.stdTimeFunctions.isoTime });
const graceMs = 5_000;

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());

interface Mapping {
  readonly stream: StreamName;
  readonly tableName: string;
  readonly functionName: string;
  readonly bundle: string;
  readonly failedDir: string;
  readonly settings?: Partial<MappingSettings>;
}

try {
  const settings = loadSettings(process.env);
  const mappings: readonly Mapping[] = [
    {
      stream: 'library',
      tableName: settings.tableName,
      functionName: 'indexer',
      bundle: 'index.mjs',
      failedDir: failedInvocationsFolder(settings.dataDir),
    },
    {
      stream: 'jobs',
      tableName: settings.jobsTableName,
      functionName: 'jobs',
      bundle: 'jobs.mjs',
      // A job that is given up is still in its table: a batch of them is nothing that redrive could read.
      failedDir: join(streamStateDir(settings, 'jobs'), 'failed-invocations'),
      // Each slice of a job is a record that brings the next one: gathering them would only hold it back.
      settings: { batchSize: 10, maximumBatchingWindowInSeconds: 0 },
    },
  ];
  // One that fails ends the other, too: half of it would look like the whole.
  const runs = mappings.map((mapping) => run(mapping, settings).finally(() => ending.abort()));
  for (const end of await Promise.allSettled(runs)) if (end.status === 'rejected') throw end.reason;
} catch (error) {
  log.fatal({ reason: error instanceof Error ? error.message : String(error) }, 'the stream process has failed');
  process.exitCode = 1;
}
// An answer that the end did not wait for would otherwise keep the process.
process.exit();

function run(mapping: Mapping, settings: Settings): Promise<void> {
  const { stream, tableName, functionName, bundle, failedDir } = mapping;
  return runMapping({
    tableName,
    failedDir,
    stateDir: streamStateDir(settings, stream),
    source: createStreamSource({ url: settings.dynamodbUrl, region: settings.region, credentials: localCredentials }),
    fn: createFunction({
      name: functionName,
      bundle: fileURLToPath(new URL(`../../artifacts/indexer/dist/${bundle}`, import.meta.url)),
      env: functionEnvironment(settings),
      timeoutMs: streamTimeoutSeconds * 1_000,
      memoryMb: 512,
      // One for each shard that can be read at a time; DynamoDB Local has one open shard for a stream.
      concurrency: 2,
    }),
    functionArn: `arn:aws:lambda:${settings.region}:000000000000:function:${functionName}`,
    // A laptop sleeps for longer than Lambda's 23 hours: nothing is given up here for its age alone.
    settings: { ...mapping.settings, maximumRecordAgeInSeconds: -1 },
    log: log.child({ stream }),
    signal: ending.signal,
    graceMs,
  });
}
