import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { createFindDeletions, createPutDeletions } from '../../../artifacts/indexer/src/adapters/deletions-table.ts';
import { createDynamoDb } from '../../../artifacts/indexer/src/adapters/dynamodb-client.ts';
import { createJobs } from '../../../artifacts/indexer/src/adapters/jobs-table.ts';
import { createOpenSearch } from '../../../artifacts/indexer/src/adapters/open-search.ts';
import { createParkedKeys } from '../../../artifacts/indexer/src/adapters/parked-table.ts';
import { createPause } from '../../../artifacts/indexer/src/adapters/pause.ts';
import { createReadItems } from '../../../artifacts/indexer/src/adapters/read-items.ts';
import { entities as libraryEntities } from '../../../artifacts/indexer/src/entities/registry.ts';
import { newId } from './new-id.ts';
import { servers } from './servers.ts';

export const timeoutMs = () => 20_000;

/** Tables and indexes of a test's own on the real servers, so that neither the stack nor other tests see them. */
export function createOwnLibrary(name: string) {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: servers.dynamodbUrl,
    AWS_REGION: servers.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const prefix = `${name}${newId().slice(1, 11).toLowerCase()}`;
  const entities = libraryEntities.map((entity) => ({ ...entity, index: `${prefix}-${entity.index}` }));
  const tableNames = {
    items: prefix,
    parked: `${prefix}-parked`,
    jobs: `${prefix}-jobs`,
    deletions: `${prefix}-deletions`,
  };
  const client = createDynamoDb();
  const send = createOpenSearch({
    opensearchUrl: servers.opensearchUrl,
    opensearchSigning: 'none',
    region: servers.region,
    gzipBytes: 0,
    timeoutMs,
  });
  const request = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const reply = await send({ method, path, ...(body && { body: JSON.stringify(body) }) });
    if (reply.kind === 'none') throw new Error(reply.reason);
    return JSON.parse(reply.text) as Record<string, unknown>;
  };
  return {
    prefix,
    entities,
    tableName: tableNames.items,
    client,
    request,
    dependencies: {
      send,
      readItems: createReadItems({ client, timeoutMs, tableName: tableNames.items, nowMs: Date.now }),
      parkedKeys: createParkedKeys({ client, timeoutMs, tableName: tableNames.parked }),
      jobs: createJobs({ client, timeoutMs, tableName: tableNames.jobs }),
      putDeletions: createPutDeletions({ client, timeoutMs, tableName: tableNames.deletions, nowMs: Date.now }),
      pause: createPause({ timeoutMs, maxAttempts: 6 }),
      nowMs: Date.now,
      maxBulkBytes: 5_000_000,
    },
    findDeletions: createFindDeletions({ client, timeoutMs, tableName: tableNames.deletions }),
    createTables: async () => {
      for (const TableName of Object.values(tableNames)) {
        await client.send(
          new CreateTableCommand({
            TableName,
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            BillingMode: 'PAY_PER_REQUEST',
          }),
        );
      }
    },
    /** Tables and indexes; nothing can be asked afterwards. */
    remove: async () => {
      await request('DELETE', `/${entities.map(({ index }) => `${index}-v1`).join()}`);
      for (const TableName of Object.values(tableNames)) await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
    },
  };
}
