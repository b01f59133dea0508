/** The same stream through this indexer and the handlers of others, into the same OpenSearch. See README.md. */
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { entities } from '../artifacts/indexer/src/entities/registry.ts';
import { functionEnvironment } from '../local/function/function-environment.ts';
import { createDynamodbClient } from '../local/stack/dynamodb-client.ts';
import { ensureTable, planTables } from '../local/stack/ensure-table.ts';
import { projectRoot } from '../local/stack/settings.ts';
import { listContenders, plainIndexer, plainIndexes, type Surroundings } from './contenders/list-contenders.ts';
import { createJudge } from './results/create-judge.ts';
import { renderResults } from './results/render-results.ts';
import { type Result, runRound } from './results/run-round.ts';
import { bundleWithoutJoins } from './servers/bundle-without-joins.ts';
import { loadTable } from './servers/load-table.ts';
import { recreateIndex } from './servers/open-search-api.ts';
import { recordBodies } from './servers/record-bodies.ts';
import { type Servers, startServers } from './servers/start-servers.ts';
import { buildAuthor, textOf } from './stream/build-book.ts';
import { buildStream } from './stream/build-stream.ts';
import { readCatalogue } from './stream/read-catalogue.ts';

const batchSize = 1_000;

const { values } = parseArgs({
  options: {
    file: { type: 'string', default: join(projectRoot, 'local', 'sample', 'books.ndjson.gz') },
    changes: { type: 'string', default: '60000' },
    rounds: { type: 'string', default: '5' },
    slice: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const catalogue = await readCatalogue(values.file);
const stream = buildStream(catalogue, { length: Number(values.changes), seed: Number(values.seed) });
const { records, truth, keys, hottest } = stream;
say(`${records.length} changes of ${keys} keys, the hottest ${hottest} times; ${truth.size} items are left.`);
const authors = new Map(
  catalogue.map((line) => buildAuthor(line, Date.UTC(2026, 0, 1))).map((item) => [textOf(item.id), item]),
);
const servers = await startServers();
try {
  process.stdout.write(`${await compareAll(servers)}\n`);
} finally {
  await servers.stop();
}

async function compareAll({ settings, folder }: Servers): Promise<string> {
  const batchesPath = await writeBatches(join(folder, 'batches.ndjson'));
  const around: Surroundings = {
    settings,
    indexerEnv: functionEnvironment(settings),
    folder,
    shippedBundle: join(projectRoot, 'artifacts', 'indexer', 'dist', 'index.mjs'),
    bodiesPath: join(folder, 'bodies.ndjson'),
    batches: Math.ceil(records.length / batchSize),
    sliceRecords: Number(values.slice),
  };
  await prepareIndexer(around);
  const judge = createJudge({ url: settings.opensearchUrl, records, authors });
  const common = { url: settings.opensearchUrl, batchesPath, batches: around.batches, batchSize, folder, judge };
  await recordRun(around, common);

  const contenders = listContenders(around).filter(({ name }) => new RegExp(values.only).test(name));
  const results: Result[] = [];
  for (let round = 1; round <= Number(values.rounds); round++) {
    say(`Round ${round}: bulk handlers, batch by batch in turn`);
    const bulk = contenders.filter(({ isBulk }) => isBulk);
    results.push(...(await runRound(bulk, common)));
  }
  for (const contender of contenders.filter(({ isBulk }) => !isBulk)) {
    say(contender.name);
    results.push(...(await runRound([contender], common)));
  }
  return renderResults(contenders, results, settings);
}

/** The bundles, the tables, and in them what the stream ends with. */
async function prepareIndexer({ settings, folder, shippedBundle }: Surroundings): Promise<void> {
  if (!existsSync(shippedBundle)) throw new Error('Expected the bundle of the indexer, got none: make build');
  for (const index of plainIndexes) await bundleWithoutJoins(join(folder, `${index}.mjs`), index);
  const client = createDynamodbClient(settings);
  for (const { tableName } of planTables(settings)) await ensureTable(client, { tableName });
  say('Loading the table …');
  await loadTable(client, settings.tableName, [...truth.values(), ...authors.values()]);
  // The indexer as shipped looks up the write targets of all of its entities at once.
  for (const { index } of entities.filter(({ name }) => name !== 'Book'))
    await recreateIndex(settings.opensearchUrl, { index: `${index}-v1`, definition: {}, aliases: [`${index}-write`] });
}

/** Warms up OpenSearch, too. */
async function recordRun(around: Surroundings, common: Parameters<typeof runRound>[1]): Promise<void> {
  say('Recording the bodies of the indexer …');
  const recorder = await recordBodies(around.settings.opensearchUrl, around.bodiesPath);
  const indexer = plainIndexer('recorded', around);
  const env = { ...indexer.env, INDEXER_OPENSEARCH_URL: recorder.url };
  await runRound([{ ...indexer, env }], common);
  await recorder.close();
}

async function writeBatches(path: string): Promise<string> {
  const file = createWriteStream(path);
  for (let i = 0; i < records.length; i += batchSize)
    file.write(`${JSON.stringify({ Records: records.slice(i, i + batchSize) })}\n`);
  await finished(file.end());
  return path;
}
