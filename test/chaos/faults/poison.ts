import { join } from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { createFunction } from '../../../local/function/create-function.ts';
import { functionEnvironment } from '../../../local/function/function-environment.ts';
import { projectRoot } from '../../../local/stack/settings.ts';
import { newId } from '../../e2e/support/new-id.ts';
import { dynamodb } from '../../e2e/support/table.ts';
import { expectThat, type Fault, type FaultContext } from '../fault.ts';
import { listRows } from '../list-rows.ts';
import { putItems, toItem } from '../put-items.ts';
import { toStreamBatch } from '../to-stream-batch.ts';
import { waitUntilQuiet } from '../wait-until-quiet.ts';

const batches = 100;
const batchSize = 1_000;
const poisonPlace = 500;
/** What keeping the bad record's row may add to a batch: a tenth of the window in which the stream gathers the next one. */
const mostAddedMs = 100;

// A map where OpenSearch expects a text: refused for ever, as `400 mapper_parsing_exception`.
const poison = { M: { first: { S: 'Bo' } } };

/** Whom the batches are about, each at its newest version: the stream is behind the table all the time. */
function createUsers() {
  const version = Date.now() * 1_000;
  const newest = version + 2 * batches;
  const good = Array.from({ length: batchSize }, newId);
  const bad = Array.from({ length: batches }, newId);
  const fields = { email: { S: 'bo@example.org' }, status: { S: 'VERIFIED' }, comment: { S: '' }, loans: { N: '0' } };
  const toUser = (id: string, at: number) =>
    toItem('User', id, at, { name: bad.includes(id) ? poison : { S: `Bo, version ${at}` }, ...fields });
  return { version, newest, good, bad, toUser };
}

/** Runs each batch twice, with and without its one bad record, in turn: what the machine does meanwhile hits both alike. */
async function deliver({ stack }: FaultContext, { version, good, bad, toUser }: ReturnType<typeof createUsers>) {
  const bundle = join(projectRoot, 'artifacts', 'indexer', 'dist', 'index.mjs');
  const env = functionEnvironment(stack.settings);
  const indexer = createFunction({ name: 'indexer', bundle, env, timeoutMs: 20_000, memoryMb: 512, log: () => {} });
  const times: { clean: number[]; poisoned: number[] } = { clean: [], poisoned: [] };
  let notDone = 0;
  try {
    for (const [turn, badId] of bad.entries()) {
      for (const [kind, ids] of [
        ['clean', good],
        ['poisoned', good.with(poisonPlace, badId)],
      ] as const) {
        const at = version + 2 * turn + (kind === 'clean' ? 0 : 1);
        const event = toStreamBatch(ids.map((id) => toUser(id, at)));
        const startedMs = performance.now();
        const { batchItemFailures } = (await indexer.invoke(event)) as { batchItemFailures: readonly unknown[] };
        times[kind].push(performance.now() - startedMs);
        notDone += batchItemFailures.length;
      }
    }
  } finally {
    await indexer.close();
  }
  return { notDone, clean: median(times.clean), poisoned: median(times.poisoned) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Puts the names right, as whoever owns the items would. */
async function mend(tableName: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: `User:${id}` } },
        UpdateExpression: 'SET #name = :name, version = version + :one',
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':name': { S: 'Bo' }, ':one': { N: '1' } },
      }),
    );
  }
}

export const poisonRecords: Fault = {
  name: 'One poison record in each of 100 batches of 1,000',
  inject: async (context) => {
    const { stack, ledger, log } = context;
    const { tableName, parkedTableName } = stack.settings;
    // The bundle is driven by hand meanwhile; the stream has the same changes to hand over again afterwards.
    await stack.kill('stream');
    log.read();
    const users = createUsers();
    await putItems(
      tableName,
      [...users.good, ...users.bad].map((id) => users.toUser(id, users.newest)),
    );
    const { notDone, clean, poisoned } = await deliver(context, users);
    const parked = await listRows(parkedTableName);
    const expected = new Set(users.bad.map((id) => `users-v1/S:User:${id}`));

    await stack.start('stream');
    await waitUntilQuiet(stack.settings);
    await mend(tableName, users.bad);
    for (const id of users.bad) ledger.note(`users/${id}`, users.newest + 1);
    for (const id of users.good) ledger.note(`users/${id}`, users.newest);
    await waitUntilQuiet(stack.settings);
    const left = (await listRows(parkedTableName)).length;
    return {
      did: `${parked.length} keys parked, ${notDone} records reported, median batch ${Math.round(poisoned)} ms (clean: ${Math.round(clean)} ms); items mended: ${left} keys left`,
      problems: [
        ...expectThat(
          parked.length === batches && parked.every((place) => expected.has(place)),
          `Expected exactly the ${batches} bad keys to be parked, got ${parked.length} keys.`,
        ),
        ...expectThat(notDone === 0, `Expected no record to be delivered again, got ${notDone}.`),
        ...expectThat(
          poisoned - clean <= mostAddedMs,
          `Expected no added age, got ${poisoned} instead of ${clean} ms.`,
        ),
        ...expectThat(left === 0, `Expected no parked key of mended items, got ${left}.`),
      ],
    };
  },
};
