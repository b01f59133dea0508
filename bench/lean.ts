/** The indexer alone: size and load time of its bundle, CPU of its own work, memory for the largest event. See README.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entities } from '../artifacts/indexer/src/entities/registry.ts';
import { functionEnvironment } from '../local/function/function-environment.ts';
import { createDynamodbClient } from '../local/stack/dynamodb-client.ts';
import { ensureTable, planTables } from '../local/stack/ensure-table.ts';
import { projectRoot } from '../local/stack/settings.ts';
import { openContender } from './contenders/open-contender.ts';
import { toSized } from './lean/build-events.ts';
import { measureBundle } from './lean/measure-bundle.ts';
import { measureCpu } from './lean/measure-cpu.ts';
import { describeMachine, renderTable, show } from './results/summarize.ts';
import { loadTable } from './servers/load-table.ts';
import { recreateIndex } from './servers/open-search-api.ts';
import { startServers } from './servers/start-servers.ts';
import { buildAuthor, textOf } from './stream/build-book.ts';
import { buildStream } from './stream/build-stream.ts';
import { readCatalogue } from './stream/read-catalogue.ts';

/** A Lambda of 512 MB leaves its heap nine tenths. */
const heapMb = 460;

const catalogue = await readCatalogue(join(projectRoot, 'local', 'sample', 'books.ndjson.gz'));
const { records } = buildStream(catalogue, { length: 30_000, seed: 1 });
const bundle = join(projectRoot, 'artifacts', 'indexer', 'dist', 'index.mjs');
const servers = await startServers();
try {
  const { settings, folder } = servers;
  const env = functionEnvironment(settings);
  const { kilobytes, loadMs, fastestMs } = await measureBundle(bundle, env);
  const kilo = toSized(records, 1_024).slice(0, 1_000);
  const mixed = records.slice(5_000, 6_000);
  const core = await measureCpu({ folder, records: kilo, path: 'core' });
  const wide = await measureCpu({ folder, records: kilo, path: 'core', nodeFlags: ['--max-semi-space-size=32'] });
  const mixedCore = await measureCpu({ folder, records: mixed, path: 'core' });
  const flow = await measureCpu({ folder, records: mixed, path: 'flow' });
  const { event, peakMb, sentMs } = await measureMemory();
  const rows = [
    ['bundle of the stream entry point, kB', show(kilobytes), '≤ 500'],
    ['load time of it, median of 20 fresh processes, ms', `${show(loadMs, 1)} (fastest ${show(fastestMs, 1)})`, '≤ 50'],
    ['parse → plan → body → classify, 1,000 new books of 1 KB, CPU µs a record', toText(core), '≤ 12'],
    ['the same with `--max-semi-space-size=32`', toText(wide), ''],
    ['the same, 1,000 changes of the stream', toText(mixedCore), '≤ 12'],
    ['the whole flow around it, 1,000 changes of the stream', toText(flow), ''],
    [`peak memory (RSS) for an event of ${event}, MB`, show(peakMb), '< 512'],
    ['time that event took, ms', show(sentMs), ''],
  ];
  process.stdout.write(`${describeMachine()}\n\n${renderTable(['', 'measured', 'goal'], rows)}\n`);

  /** As shipped: the items and their authors are read, and what was read is held until it is written. */
  async function measureMemory(): Promise<{ event: string; peakMb: number; sentMs: number }> {
    const large = toSized(records, 600).slice(0, 10_000);
    const client = createDynamodbClient(settings);
    for (const { tableName } of planTables(settings)) await ensureTable(client, { tableName });
    const items = large.flatMap(({ dynamodb }) => (dynamodb.NewImage ? [dynamodb.NewImage] : []));
    const authors = new Map(
      catalogue.map((line) => buildAuthor(line, 1_700_000_000_000)).map((item) => [textOf(item.id), item]),
    );
    await loadTable(client, settings.tableName, [
      ...new Map(items.map((item) => [textOf(item.id), item])).values(),
      ...authors.values(),
    ]);
    for (const index of entities.map((entity) => entity.index))
      await recreateIndex(settings.opensearchUrl, {
        index: `${index}-v1`,
        definition: {},
        aliases: [`${index}-write`],
      });

    const text = JSON.stringify({ Records: large });
    const batchesPath = join(folder, 'large.ndjson');
    writeFileSync(batchesPath, `${text}\n`);
    const task = { module: 'indexer.mjs', settings: { bundle }, env, batchesPath, logPath: join(folder, 'large.log') };
    const contender = await openContender({ ...task, nodeFlags: [`--max-old-space-size=${heapMb}`] });
    const { ms, maxRssMb, errors, lostRecords } = await contender.deliver(0);
    contender.close();
    if (errors + lostRecords > 0)
      throw new Error(`Expected the large event to be written, got ${lostRecords} records lost.`);
    return {
      event: `${show(large.length)} records and ${show(text.length / 1e6, 1)} MB`,
      peakMb: maxRssMb,
      sentMs: ms,
    };
  }
} finally {
  await servers.stop();
}

function toText({ warm, first }: { readonly warm: number; readonly first: number }): string {
  return `${show(warm, 1)} (first batch ${show(first, 1)})`;
}
