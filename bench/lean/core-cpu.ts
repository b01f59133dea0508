/**
 * Bundled and run in a process of its own by `measure-cpu.ts`: CPU time of one batch, from the parsed event to the verdicts,
 * with OpenSearch and DynamoDB answering from memory. Prints what each batch took, in microseconds.
 */
import { readFileSync } from 'node:fs';
import { isMalformed } from '../../artifacts/indexer/src/core/attribute-value.ts';
import type { Change } from '../../artifacts/indexer/src/core/change.ts';
import { classifyReply } from '../../artifacts/indexer/src/core/classify-reply.ts';
import type { Reference } from '../../artifacts/indexer/src/core/find-joined.ts';
import { keepLastChanges } from '../../artifacts/indexer/src/core/keep-last-changes.ts';
import { parseRecord } from '../../artifacts/indexer/src/core/parse-record.ts';
import { type ItemRead, planChange } from '../../artifacts/indexer/src/core/plan-change.ts';
import { type BulkAction, toBulkBodies } from '../../artifacts/indexer/src/core/to-bulk-body.ts';
import { indexBatch } from '../../artifacts/indexer/src/flow/index-batch.ts';
import { entities as plain } from '../contenders/registry-without-joins.ts';

const [eventPath = '', path = 'core', batches = '60'] = process.argv.slice(2);
const eventText = readFileSync(eventPath, 'utf8');
const maxBulkBytes = 5_242_880;

const replyTo = (text: string): string => {
  const items = text.match(/^\{"(?:index|delete)":\{.*\}$/gm) ?? [];
  const answers = items.map((line) => {
    const [name, { _index, _id }] = Object.entries(JSON.parse(line))[0] as [string, { _index: string; _id: string }];
    return { [name]: { _index, _id, status: 200, result: name === 'index' ? 'created' : 'deleted' } };
  });
  return JSON.stringify({ items: answers });
};
// The answer is made once: it is the server's work, not ours.
let reply: string | undefined;

function runCore(records: readonly unknown[]): number {
  const changes: Change[] = [];
  for (const record of records) {
    const parsed = parseRecord(record, plain);
    if (!isMalformed(parsed)) changes.push(...parsed);
  }
  const actions: BulkAction[] = [];
  for (const change of keepLastChanges(changes).values()) {
    const plan = planChange(change, new Map<string, ItemRead>());
    if (plan.kind === 'operation') actions.push({ operation: plan.operation, index: 'books-v1' });
  }
  let applied = 0;
  for (const body of toBulkBodies(actions, maxBulkBytes)) {
    reply ??= replyTo(String(body.text));
    const verdicts = classifyReply(body.actions, { kind: 'reply', status: 200, body: JSON.parse(reply) });
    applied += verdicts.filter(({ kind }) => kind === 'applied').length;
  }
  return applied;
}

async function runFlow(event: unknown): Promise<number> {
  const none = async () => new Set<never>();
  const { verdicts } = await indexBatch(event, plain, {
    readItems: async (references: readonly Reference[]) => new Map(references.map(({ id }) => [id, absent])),
    send: async ({ body = '' }) => {
      reply ??= replyTo(String(body));
      return { kind: 'reply', status: 200, text: reply };
    },
    findWriteTargets: async () => ['books-v1'],
    parkedKeys: { put: none, find: async () => [], remove: async () => true, list: async () => undefined },
    jobs: { put: none, get: async () => 'absent', advance: unknown, finish: unknown, list: async () => undefined },
    putDeletions: none,
    pause: async () => false,
    nowMs: () => 0,
    maxBulkBytes,
  });
  return verdicts.filter(({ outcome }) => outcome === 'applied').length;
}

const absent: ItemRead = { item: undefined, readAtMs: 0 };
const unknown = async () => 'unknown' as const;

const taken: number[] = [];
for (let i = 0; i < Number(batches); i++) {
  // Lambda's runtime parses the event before the handler is called; its objects are young when that begins.
  const event = JSON.parse(eventText) as { Records: readonly unknown[] };
  const before = process.cpuUsage();
  const applied = path === 'core' ? runCore(event.Records) : await runFlow(event);
  const { user, system } = process.cpuUsage(before);
  taken.push(user + system);
  if (applied === 0) throw new Error('Expected a batch to be written, got none of it.');
}
process.stdout.write(JSON.stringify(taken));
