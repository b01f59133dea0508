import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, Item, Key } from '../core/attribute-value.ts';
import { encodeDocumentId } from '../core/encode-document-id.ts';
import type { ItemRead } from '../core/plan-change.ts';
import type { ReadItems } from '../flow/read-items.ts';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, toSdkItem } from './sdk-item.ts';
import { workOff } from './work-off.ts';

export interface ReadOptions extends TableOptions {
  readonly nowMs: () => number;
}

/** Limit of `BatchGetItem`. */
const maxKeys = 100;

/** Consistent reads by key. */
export function createReadItems(options: ReadOptions): ReadItems {
  return async (references) => {
    const reads = new Map<string, ItemRead>();
    const keys = references.map(({ key }) => key);
    const send = async (wanted: readonly Key[]) => {
      const readAtMs = options.nowMs();
      const reply = await getItems(options, wanted);
      if (!reply) return undefined;
      const found = new Map(reply.items.map((item) => [toId(item, keys), item]));
      const unread = new Set(reply.unread.map((key) => toId(key, keys)));
      for (const id of wanted.map((key) => toId(key, keys))) {
        if (!unread.has(id)) reads.set(id, { item: found.get(id), readAtMs });
      }
      return reply.unread;
    };
    await workOff(keys, { size: maxKeys, timeoutMs: options.timeoutMs, send });
    return reads;
  };
}

/** One `BatchGetItem` by consistent read; undefined when the answer may come later. */
export async function getItems(
  options: TableOptions,
  keys: readonly Key[],
): Promise<{ readonly items: readonly Item[]; readonly unread: readonly Key[] } | undefined> {
  const { client, tableName } = options;
  const command = new BatchGetItemCommand({
    RequestItems: { [tableName]: { Keys: keys.map(toSdkItem), ConsistentRead: true } },
  });
  const reply = await askTable(options, 'read', (sending) => client.send(command, sending));
  return (
    reply && {
      items: (reply.Responses?.[tableName] ?? []).map(fromSdkItem),
      unread: (reply.UnprocessedKeys?.[tableName]?.Keys ?? []).map(fromSdkItem),
    }
  );
}

function toId(item: Item, keys: readonly Key[]): string {
  const names = Object.keys(keys[0] ?? {});
  return String(encodeDocumentId(Object.fromEntries(names.map((name) => [name, item[name] as AttributeValue]))));
}
