import { setTimeout } from 'node:timers/promises';
import { BatchGetItemCommand, DynamoDBClient, type AttributeValue as SdkValue } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, Item, Key } from '../core/attribute-value.ts';
import { encodeDocumentId } from '../core/encode-document-id.ts';
import { IndexerError } from '../core/errors.ts';
import type { ItemRead } from '../core/plan-bulk.ts';
import type { ReadItems } from '../flow/read-items.ts';

export interface DynamoDbOptions {
  readonly tableName: string;
  readonly nowMs: () => number;
  /** How long a request that starts now may take; 0 or less: nothing is sent. */
  readonly timeoutMs: () => number;
}

/** Limit of `BatchGetItem`. */
const maxKeys = 100;
/** Requests at once: enough to hide the way there and back, few enough to leave the table to its users. */
const maxRequests = 4;

type SdkItem = Record<string, SdkValue>;

/** Consistent reads. Endpoint, region and credentials are the SDK's own environment. */
export function createReadItems(options: DynamoDbOptions): ReadItems {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
  });
  return async (references) => {
    const reads = new Map<string, ItemRead>();
    const slices: Key[][] = [];
    for (let i = 0; i < references.length; i += maxKeys)
      slices.push(references.slice(i, i + maxKeys).map(({ key }) => key));
    const work = async (): Promise<void> => {
      for (let slice = slices.pop(); slice; slice = slices.pop()) {
        for (const [id, read] of await readSlice(client, slice, options)) reads.set(id, read);
      }
    };
    await Promise.all(Array.from({ length: maxRequests }, work));
    return reads;
  };
}

/** Up to 100 keys, asked for again until all are answered or time is up. */
async function readSlice(
  client: DynamoDBClient,
  keys: readonly Key[],
  { tableName, nowMs, timeoutMs }: DynamoDbOptions,
): Promise<ReadonlyMap<string, ItemRead>> {
  const reads = new Map<string, ItemRead>();
  let wanted = keys;
  for (let attempt = 0; wanted.length > 0; attempt++) {
    if (attempt > 0) await setTimeout(Math.random() * Math.min(50 * 2 ** attempt, 1_000));
    const leftMs = timeoutMs();
    if (leftMs <= 0) return reads;
    const readAtMs = nowMs();
    const reply = await get(client, { tableName, keys: wanted, leftMs });
    if (!reply) return reads;
    const found = new Map(reply.items.map((item) => [toId(item, keys), item]));
    const unread = new Set(reply.unread.map((key) => toId(key, keys)));
    for (const id of wanted.map((key) => toId(key, keys))) {
      if (!unread.has(id)) reads.set(id, { item: found.get(id), readAtMs });
    }
    wanted = reply.unread;
  }
  return reads;
}

interface Got {
  readonly items: readonly Item[];
  readonly unread: readonly Key[];
}

/** Undefined when the answer may come later; throws when it never will. */
async function get(
  client: DynamoDBClient,
  { tableName, keys, leftMs }: { tableName: string; keys: readonly Key[]; leftMs: number },
): Promise<Got | undefined> {
  const command = new BatchGetItemCommand({
    RequestItems: { [tableName]: { Keys: keys.map(toSdkItem), ConsistentRead: true } },
  });
  try {
    const reply = await client.send(command, { abortSignal: AbortSignal.timeout(Math.ceil(leftMs)) });
    return {
      items: (reply.Responses?.[tableName] ?? []).map(fromSdkItem),
      unread: (reply.UnprocessedKeys?.[tableName]?.Keys ?? []).map(fromSdkItem),
    };
  } catch (error) {
    if (!isPermanent(error)) return undefined;
    throw new IndexerError('table.read-refused', `Expected to read from table \`${tableName}\`, got an error.`, {
      cause: error,
    });
  }
}

/** DynamoDB says that the request is at fault, or nobody may send it. All else is the network's, the load's, a server's. */
function isPermanent(error: unknown): boolean {
  const { name = '', $fault } = error as { readonly name?: string; readonly $fault?: string };
  return (
    name === 'CredentialsProviderError' || ($fault === 'client' && !/Throttling|Throughput|LimitExceeded/.test(name))
  );
}

function toId(item: Item, keys: readonly Key[]): string {
  const names = Object.keys(keys[0] ?? {});
  return String(encodeDocumentId(Object.fromEntries(names.map((name) => [name, item[name] as AttributeValue]))));
}

/** The SDK holds binary as bytes, the stream and the core as base64 text. */
function toSdkItem(item: Item): SdkItem {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      ('B' in value ? { B: Buffer.from(value.B, 'base64') } : value) as SdkValue,
    ]),
  );
}

function fromSdkItem(item: SdkItem): Item {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, fromSdkValue(value)]));
}

function fromSdkValue(value: SdkValue): AttributeValue {
  if (value.B) return { B: toBase64(value.B) };
  if (value.BS) return { BS: value.BS.map(toBase64) };
  if (value.L) return { L: value.L.map(fromSdkValue) };
  if (value.M) return { M: fromSdkItem(value.M) };
  return value as AttributeValue;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
