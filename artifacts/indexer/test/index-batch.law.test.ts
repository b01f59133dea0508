import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Item } from '../src/core/attribute-value.ts';
import { entities } from '../src/entities/registry.ts';
import { createFindWriteTargets } from '../src/flow/find-write-targets.ts';
import type { WriteDependencies } from '../src/flow/write-dependencies.ts';
import { addFaults, type Fault } from './model/add-faults.ts';
import { applyStep, type Step } from './model/apply-step.ts';
import { createOpenSearchModel, type OpenSearchModel } from './model/create-open-search-model.ts';
import { createTableModel, type TableModel } from './model/create-table-model.ts';
import { type Delivery, runStream } from './model/run-stream.ts';

const n = fc.nat({ max: 1 });
const text = fc.constantFrom('a', 'b', 'c');
const ownStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('author' as const), n, text }),
  // A book keeps its author, as the API has it: sums of versions are in order only as long as they are of the same items.
  fc.record({ n, text }).map((book) => ({ ...book, kind: 'book' as const, by: 0 })),
  fc.record({ kind: fc.constantFrom('delete-author' as const, 'delete-book' as const), n }),
);
const foreignStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('foreign-author' as const, 'foreign-book' as const),
  n,
  text,
  version: fc.constantFrom('keep' as const, 'lose' as const, 'lower' as const),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: ownStep, weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant('move' as const), n, by: n }), weight: 1 },
  { arbitrary: foreignStep, weight: 1 },
);
const soonFaults: readonly Fault[] = ['none', 'none', 'none', 'lost', 'unheard', 'half', 'cut', 'throttled', 'killed'];

interface History {
  readonly steps: readonly Step[];
  readonly deliveries: readonly (readonly Delivery[])[];
  readonly faults: readonly Fault[];
  /** Turns that a late request is late by. */
  readonly lateness: number;
  readonly scheduler: fc.Scheduler;
}

interface HistoryLimits {
  readonly step: fc.Arbitrary<Step>;
  readonly faults: readonly Fault[];
  readonly maxAgain: number;
}

function history({ step, faults: allowed, maxAgain }: HistoryLimits): fc.Arbitrary<History> {
  const delivery = fc.record({
    size: fc.integer({ min: 1, max: 6 }),
    again: fc.nat({ max: maxAgain }),
    stray: fc.nat({ max: maxAgain }),
  });
  const faults = fc.array(fc.constantFrom(...allowed), { maxLength: 30, size: 'max' });
  const deliveries = fc.array(fc.array(delivery, { maxLength: 12, size: 'max' }), { minLength: 2, maxLength: 2 });
  const steps = fc.array(step, { minLength: 1, maxLength: 25, size: 'max' });
  return fc.record({ steps, deliveries, faults, lateness: fc.nat({ max: 80 }), scheduler: fc.scheduler() });
}

test('ends with the index equal to the table, whatever the order, the batches, the repetitions and the faults', async () => {
  await fc.assert(
    fc.asyncProperty(history({ step: ownStep, faults: [...soonFaults, 'late'], maxAgain: 4 }), expectEqualEnd),
    { numRuns: 300 },
  );
}, 60_000);

test('ends equal when others write without versions and books change their author', async () => {
  await fc.assert(fc.asyncProperty(history({ step: anyStep, faults: soonFaults, maxAgain: 0 }), expectEqualEnd), {
    numRuns: 300,
  });
}, 60_000);

/** Two shards are read at once while the table goes on changing; every request and every change waits for its turn. */
async function expectEqualEnd({ steps, deliveries, faults, lateness, scheduler }: History): Promise<void> {
  const table = createTableModel();
  const openSearch = createOpenSearchModel(entities.map(({ index }) => index));
  const zombies: Promise<unknown>[] = [];
  const later = (job: () => Promise<unknown>) => {
    zombies.push(wait(lateness, scheduler).then(job));
  };
  const send = scheduler.scheduleFunction(addFaults(openSearch.send, { faults, later }));
  const dependencies: WriteDependencies = {
    send,
    readItems: scheduler.scheduleFunction(table.readItems),
    findWriteTargets: createFindWriteTargets({ entities, send, nowMs: table.nowMs }),
    maxBulkBytes: 400,
  };
  const changes = scheduler.scheduleSequence(steps.map((step) => async () => applyStep(step, table)));
  const streams = deliveries.map((shardDeliveries, shard) => {
    const records = () => table.records.filter((record) => shardOf(record) === shard);
    const waitForMore = async () => {
      await wait(1, scheduler);
      return !changes.done;
    };
    return runStream({ records, deliveries: shardDeliveries, waitForMore }, dependencies);
  });
  await scheduler.waitFor(Promise.all(streams).then(() => Promise.all(zombies)));

  expect(toObject(openSearch, 'authors')).toEqual(toAuthors(table.items()));
  expect(toObject(openSearch, 'books')).toEqual(toBooks(table));
}

async function wait(turns: number, scheduler: fc.Scheduler): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await scheduler.schedule(Promise.resolve());
}

function shardOf(record: object): number {
  return Number(/(\d)"/.exec(JSON.stringify((record as { dynamodb: { Keys: object } }).dynamodb.Keys))?.[1]) % 2;
}

function toObject(openSearch: OpenSearchModel, index: string): object {
  return Object.fromEntries(openSearch.documents(`${index}-v1`));
}

// The projection, written a second time: the one under test is not asked what it should have done.
function toAuthors(items: readonly Item[]): object {
  return toDocuments(items, 'Author', ({ authorId, name }) => ({ authorId, name }));
}

function toBooks(table: TableModel): object {
  return toDocuments(table.items(), 'Book', ({ bookId, authorId, title }) => {
    const author = table.get(`Author:${authorId}`);
    return { bookId, authorId, title, ...(author && { authorName: plain(author).name }) };
  });
}

function toDocuments(items: readonly Item[], type: string, project: (item: Record<string, unknown>) => object): object {
  return Object.fromEntries(
    items
      .map(plain)
      .filter((item) => item.type === type)
      .map((item) => [
        `S:${item.id}`,
        { ...project(item), ...(item.version !== undefined && { version: item.version }) },
      ]),
  );
}

function plain(item: Item): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, 'N' in value ? Number(value.N) : Object.values(value)[0]]),
  );
}
