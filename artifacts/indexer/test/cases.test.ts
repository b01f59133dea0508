import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Item, isMalformed, type Key } from '../src/core/attribute-value.ts';
import { encodeDocumentId } from '../src/core/encode-document-id.ts';
import { parseRecord } from '../src/core/parse-record.ts';
import type { ItemReads } from '../src/core/plan-change.ts';
import { toBatchResponse } from '../src/core/to-batch-response.ts';
import { entities } from '../src/entities/registry.ts';
import { indexBatch } from '../src/flow/index-batch.ts';
import type { OpenSearchRequest } from '../src/flow/send-request.ts';
import { replyOf } from './fixtures/answer-with.ts';
import { createDeletionsTable } from './simulator/tables/create-deletions-table.ts';
import { createJobsTable } from './simulator/tables/create-jobs-table.ts';
import { createParkedTable } from './simulator/tables/create-parked-table.ts';

/** Each folder pins one batch at every step: what came, what it meant, what was sent, what came back, what was answered. */
const folder = new URL('cases/', import.meta.url);
const read = (name: string, step: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}/${step}.json`, folder), 'utf8'));

const nothingFound = {
  timed_out: false,
  _shards: { failed: 0 },
  hits: { total: { value: 0 }, hits: [] },
  aggregations: { counts: { buckets: [] } },
};

test.each(readdirSync(folder))('takes the case %s through every step as recorded', async (name) => {
  const event = read(name, 'event') as { Records: readonly object[] };
  const bulks: string[][] = [];
  const send = async ({ path, body = '' }: OpenSearchRequest) => {
    if (path !== '/_bulk') return replyOf(200, nothingFound);
    bulks.push(body.trimEnd().split('\n'));
    return replyOf(200, read(name, 'reply'));
  };

  const { verdicts } = await indexBatch(event, entities, {
    send,
    readItems: async (references) => toReads(references, read(name, 'table') as readonly Item[]),
    findWriteTargets: async ({ index }) => [`${index}-v1`],
    parkedKeys: createParkedTable(),
    jobs: createJobsTable().jobs,
    putDeletions: createDeletionsTable().put,
    pause: async () => false,
    nowMs: () => 1_700_000_000_500,
    maxBulkBytes: 1_000_000,
  });

  expect(event.Records.map(toChanges)).toEqual(read(name, 'changes'));
  expect(bulks).toEqual([read(name, 'bulk')]);
  expect({ outcomes: verdicts.map(({ outcome }) => outcome), ...toBatchResponse(verdicts) }).toEqual(
    read(name, 'response'),
  );
});

/** What became of a record, as far as JSON can hold it. */
function toChanges(record: object): unknown {
  const changes = parseRecord(record, entities);
  if (isMalformed(changes)) return changes;
  return changes.map(({ kind, entity, documentId, version, isForeign, reaches }) => ({
    kind,
    entity: entity.name,
    documentId,
    version: String(version),
    isForeign,
    reaches: reaches.map((reach) => `${reach.entity.name} by ${reach.join.by} ${reach.value}`),
  }));
}

function toReads(references: readonly { id: string; key: Key }[], items: readonly Item[]): ItemReads {
  const byId = new Map(items.map((item) => [encodeDocumentId({ id: item.id } as Key), item]));
  return new Map(references.map(({ id }) => [id, { item: byId.get(id), readAtMs: 1_700_000_000_500 }]));
}
