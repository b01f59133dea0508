import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../core/attribute-value.ts';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { toSdkItem } from './sdk-item.ts';
import { workOff } from './work-off.ts';

/** Limit of `BatchWriteItem`. */
const maxRows = 25;

/**
 * Puts rows over whatever is there under their `id`, the key of the map: a request that named one twice would be refused.
 * Gives back the ids of those that are kept for certain.
 */
export async function putRows(options: TableOptions, rows: ReadonlyMap<string, Item>): Promise<ReadonlySet<string>> {
  const { client, tableName, timeoutMs } = options;
  const kept = new Set<string>();
  const send = async (some: readonly (readonly [string, Item])[]) => {
    const requests = some.map(([id, row]) => ({ PutRequest: { Item: toSdkItem({ ...row, id: { S: id } }) } }));
    const command = new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } });
    const reply = await askTable(options, 'write', (sending) => client.send(command, sending));
    if (!reply) return undefined;
    const open = new Set((reply.UnprocessedItems?.[tableName] ?? []).map(({ PutRequest }) => PutRequest?.Item?.id?.S));
    for (const [id] of some) if (!open.has(id)) kept.add(id);
    return some.filter(([id]) => open.has(id));
  };
  await workOff([...rows], { size: maxRows, timeoutMs, send });
  return kept;
}
