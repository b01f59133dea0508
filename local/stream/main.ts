import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createFunction } from '../function/create-function.ts';
import { functionEnvironment, localCredentials } from '../function/function-environment.ts';
import { loadSettings } from '../stack/settings.ts';
import { createStreamSource } from './create-stream-source.ts';
import { runMapping } from './run-mapping.ts';

/** The stream's process: brings the table's changes to the indexer until it is told to end. */
const log = pino({ base: { part: 'stream' }, timestamp: pino.stdTimeFunctions.isoTime });
const functionName = 'indexer';
const graceMs = 5_000;

const ending = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ending.abort());

try {
  const settings = loadSettings(process.env);
  await runMapping({
    ...settings,
    source: createStreamSource({ url: settings.dynamodbUrl, region: settings.region, credentials: localCredentials }),
    fn: createFunction({
      name: functionName,
      bundle: fileURLToPath(new URL('../../artifacts/indexer/dist/index.mjs', import.meta.url)),
      env: functionEnvironment(settings),
      timeoutMs: 60_000,
      memoryMb: 512,
      // One for each shard that can be read at a time; DynamoDB Local has one open shard for a stream.
      concurrency: 2,
    }),
    functionArn: `arn:aws:lambda:${settings.region}:000000000000:function:${functionName}`,
    // A laptop sleeps for longer than Lambda's 23 hours: nothing is given up here for its age alone.
    settings: { maximumRecordAgeInSeconds: -1 },
    log,
    signal: ending.signal,
    graceMs,
  });
} catch (error) {
  log.fatal({ reason: error instanceof Error ? error.message : String(error) }, 'the stream process has failed');
  process.exitCode = 1;
}
// An answer that the end did not wait for would otherwise keep the process.
process.exit();
