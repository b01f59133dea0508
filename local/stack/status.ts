import { entities } from '../../artifacts/indexer/src/entities/registry.ts';
import { askForLag } from './ask-for-lag.ts';
import { countItems } from './count-items.ts';
import { countOpenWork, type OpenWork } from './count-open-work.ts';
import { createDynamodbClient } from './dynamodb-client.ts';
import { inspectStack } from './inspect-stack.ts';
import { countDocuments } from './opensearch.ts';
import { planGateway, planPage, planStream } from './plan-processes.ts';
import { planDynamodb, planOpensearch } from './plan-servers.ts';
import { countGivenUpBatches, readStreamStatus } from './read-stream-status.ts';
import { type EntityCount, renderStatus } from './render-status.ts';
import { runVerb } from './run-verb.ts';
import type { Settings } from './settings.ts';
import type { PartName } from './stack-state.ts';

// `make status`: exit code 0 when every part is up, else 1.
await runVerb(async ({ settings }) => {
  const inspected = inspectStack(settings);
  const isAlive = inspected.kind === 'alive';
  const [answering, counts, openWork, lag] = await Promise.all([
    isAlive ? askParts(settings) : new Map<PartName, boolean>(),
    isAlive ? countEntities(settings) : [],
    isAlive ? askForOpenWork(settings) : undefined,
    isAlive ? askForLag(`http://127.0.0.1:${settings.apiPort}`) : undefined,
  ]);
  const stream = readStreamStatus(settings);
  const jobs = readStreamStatus(settings, 'jobs');
  const status = renderStatus({
    inspected,
    answering,
    counts,
    stream,
    jobs,
    openWork,
    lag,
    givenUpBatches: countGivenUpBatches(settings),
    nowMs: Date.now(),
  });
  process.stdout.write(status.text);
  return status.isUp ? 0 : 1;
});

async function askParts(settings: Settings): Promise<ReadonlyMap<PartName, boolean>> {
  const plans = [planDynamodb, planOpensearch, planGateway, planStream, planPage].map((plan) =>
    plan(settings, process.env),
  );
  return new Map(await Promise.all(plans.map(async (plan) => [plan.name, await plan.isHealthy()] as const)));
}

async function countEntities(settings: Settings): Promise<readonly EntityCount[]> {
  const client = createDynamodbClient(settings);
  const [items, documents] = await Promise.all([
    countItems(client, settings.tableName).catch(() => undefined),
    Promise.all(entities.map(({ index }) => countDocuments(settings.opensearchUrl, index))),
  ]);
  return entities.map(({ name, index }, place) => ({
    entity: name,
    index,
    items: items && (items.get(name) ?? 0),
    documents: documents[place],
  }));
}

function askForOpenWork(settings: Settings): Promise<OpenWork | undefined> {
  return countOpenWork(createDynamodbClient(settings), settings).catch(() => undefined);
}
