import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { createPutDeletions } from '../../../artifacts/indexer/src/adapters/deletions-table.ts';
import { createDynamoDb } from '../../../artifacts/indexer/src/adapters/dynamodb-client.ts';
import { createJobs, createRebuildStates } from '../../../artifacts/indexer/src/adapters/jobs-table.ts';
import { createOpenSearch } from '../../../artifacts/indexer/src/adapters/open-search.ts';
import { createParkedKeys } from '../../../artifacts/indexer/src/adapters/parked-table.ts';
import { createReadItems } from '../../../artifacts/indexer/src/adapters/read-items.ts';
import { createScanTable } from '../../../artifacts/indexer/src/adapters/scan-table.ts';
import type { Item } from '../../../artifacts/indexer/src/core/attribute-value.ts';
import { toBatchResponse } from '../../../artifacts/indexer/src/core/to-batch-response.ts';
import { entities as libraryEntities } from '../../../artifacts/indexer/src/entities/registry.ts';
import { createFindWriteTargets } from '../../../artifacts/indexer/src/flow/find-write-targets.ts';
import { type IndexBatchDependencies, indexBatch } from '../../../artifacts/indexer/src/flow/index-batch.ts';
import type { RebuildDependencies } from '../../../artifacts/indexer/src/keeper/rebuild/rebuild-step.ts';
import { newId } from './new-id.ts';
import { servers } from './servers.ts';

type RebuildRig = Awaited<ReturnType<typeof createRebuildRig>>;

/** Tables and indexes that no other test sees, with an indexer that follows them and searches that go on. */
export async function createRebuildRig() {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: servers.dynamodbUrl,
    AWS_REGION: servers.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const prefix = `rebuild${newId().slice(1, 11).toLowerCase()}`;
  const entities = libraryEntities.map((entity) => ({ ...entity, index: `${prefix}-${entity.index}` }));
  const client = createDynamoDb();
  const timeoutMs = () => 20_000;
  const tables = [prefix, `${prefix}-parked`, `${prefix}-jobs`, `${prefix}-deletions`] as const;
  const [tableName, parkedTable, jobsTable, deletionsTable] = tables;
  for (const name of tables) await createTable(client, name);
  const send = createOpenSearch({
    opensearchUrl: servers.opensearchUrl,
    opensearchSigning: 'none',
    gzipBytes: 65_536,
    region: servers.region,
    timeoutMs,
  });
  const nowMs = () => Date.now();
  const items = { client, tableName, nowMs, timeoutMs };
  const dependencies: RebuildDependencies & IndexBatchDependencies = {
    entities,
    keyNames: ['id'],
    send,
    readItems: createReadItems(items),
    scanTable: createScanTable(items),
    findWriteTargets: createFindWriteTargets({ entities, send, nowMs }),
    parkedKeys: createParkedKeys({ client, tableName: parkedTable, timeoutMs }),
    jobs: createJobs({ client, tableName: jobsTable, timeoutMs }),
    putDeletions: createPutDeletions({ client, tableName: deletionsTable, nowMs, timeoutMs }),
    rebuildStates: createRebuildStates({ client, tableName: jobsTable, timeoutMs }),
    pause: async (attempt) => {
      await sleep(20 * attempt);
      return attempt < 8;
    },
    hasTime: () => true,
    wait: async (ms) => void (await sleep(ms)),
    nowMs,
    streamTimeoutMs: 2_000,
    maxBulkBytes: 5_000_000,
  };
  return {
    prefix,
    entities,
    dependencies,
    stream: createStream({ client, tableName }, dependencies),
    end: async () => {
      await send({ method: 'DELETE', path: `/${prefix}-*` });
      for (const name of tables) await client.send(new DeleteTableCommand({ TableName: name }));
      client.destroy();
    },
  };
}

async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}

/** Writes to the table and delivers the changes as Lambda does: in order, again from the first that is not done. */
function createStream(
  { client, tableName }: { client: DynamoDBClient; tableName: string },
  dependencies: RebuildDependencies & IndexBatchDependencies,
) {
  const before = new Map<string, Item>();
  const records: object[] = [];
  let done = 0;
  let failures = 0;
  const put = async (item: Item): Promise<void> => {
    await client.send(new PutItemCommand({ TableName: tableName, Item: item as never }));
    note(idOf(item), item);
  };
  const remove = async (id: string): Promise<void> => {
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: { id: { S: id } } }));
    note(id, undefined);
  };
  const note = (id: string, after: Item | undefined): void => {
    const old = before.get(id);
    if (!after && !old) return;
    if (after) before.set(id, after);
    else before.delete(id);
    records.push({
      eventName: after ? (old ? 'MODIFY' : 'INSERT') : 'REMOVE',
      dynamodb: {
        Keys: { id: { S: id } },
        ...(after && { NewImage: after }),
        ...(old && { OldImage: old }),
        SequenceNumber: String(1_000_000 + records.length),
      },
    });
  };
  const deliver = async (): Promise<void> => {
    const batch = records.slice(done, done + 200);
    try {
      const { verdicts } = await indexBatch({ Records: batch }, dependencies.entities, dependencies);
      const failed = toBatchResponse(verdicts).batchItemFailures[0]?.itemIdentifier;
      done += failed === undefined ? batch.length : verdicts.findIndex((verdict) => verdict.sequenceNumber === failed);
    } catch {
      failures += 1;
      await sleep(100);
    }
  };
  return {
    put,
    remove,
    items: (): readonly Item[] => [...before.values()],
    /** Batches that failed as a whole. */
    failures: () => failures,
    /** Until all that has been written is in the index. */
    drain: async () => {
      while (done < records.length) await deliver();
    },
    /** Until told to end, and then to the end of what has been written. */
    follow: async (isOver: () => boolean) => {
      while (!isOver() || done < records.length) await (done < records.length ? deliver() : sleep(20));
    },
  };
}

function idOf({ id }: Item): string {
  return id && 'S' in id ? id.S : '';
}

/** Looks all the time for the documents of these ids; says how often it has looked, and what it did not find. */
export async function keepSearching(
  { prefix, dependencies }: RebuildRig,
  documentIds: readonly string[],
  isOver: () => boolean,
): Promise<{ readonly searches: number; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  let searches = 0;
  const body = JSON.stringify({ size: 0, track_total_hits: true, query: { ids: { values: documentIds } } });
  for (; !isOver(); searches++) {
    const reply = await dependencies.send({ method: 'POST', path: `/${prefix}-books/_search`, body });
    const answer = reply.kind === 'reply' ? (JSON.parse(reply.text) as { hits?: { total: { value: number } } }) : {};
    const found = answer.hits?.total.value;
    if (found !== documentIds.length) problems.push(`${JSON.stringify(reply).slice(0, 300)}`);
  }
  return { searches, problems };
}
