import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { getAttribute, getString, type Item } from '../core/attribute-value.ts';
import type { ParkedKey, ParkedKeys, ParkedPlace } from '../flow/parked-keys.ts';
import { askTable, toRefusal } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { putRows } from './put-rows.ts';
import { getItems } from './read-items.ts';
import { scanPage } from './scan-page.ts';
import { toSdkItem } from './sdk-item.ts';
import { workOff } from './work-off.ts';

/** Rows of one page: few enough to stay below 1 MB, where a page ends anyway. */
const pageSize = 1_000;
/** Limit of `BatchGetItem`. */
const maxKeys = 100;

/** The table `parked`: hash key `id`, which is `<index>/<documentId>`. */
export function createParkedKeys(options: TableOptions): ParkedKeys {
  return {
    put: async (keys) => {
      const kept = await putRows(options, new Map(keys.map((key) => [toRowId(key), toRow(key)])));
      return new Set(keys.filter((key) => kept.has(toRowId(key))));
    },
    // A table that is empty, as it should be, costs one read unit for any number of places, not one for each of them; and one
    // that is not, no more than to get the rows one by one.
    find: async (places) => {
      if (places.length === 0) return [];
      const ids = new Set(places.map(toRowId));
      const page = await scanPage(options, { startKey: undefined, limit: Math.min(pageSize, ids.size) });
      if (page?.nextKey) return getRows(options, [...ids]);
      return page?.items.map(fromRow).filter((key) => ids.has(toRowId(key)));
    },
    remove: (key) => remove(options, key),
    list: async (from) => {
      const startKey = from === undefined ? undefined : { id: { S: from } };
      const page = await scanPage(options, { startKey, limit: pageSize });
      return page && { keys: page.items.map(fromRow), next: page.nextKey && getString(page.nextKey, 'id') };
    },
  };
}

async function getRows(options: TableOptions, ids: readonly string[]): Promise<readonly ParkedKey[] | undefined> {
  const rows: Item[] = [];
  const open = new Set(ids);
  const send = async (wanted: readonly string[]) => {
    const reply = await getItems(
      options,
      wanted.map((id) => ({ id: { S: id } })),
    );
    if (!reply) return undefined;
    const unread = new Set(reply.unread.map((key) => getString(key, 'id')));
    rows.push(...reply.items);
    for (const id of wanted) if (!unread.has(id)) open.delete(id);
    return wanted.filter((id) => unread.has(id));
  };
  await workOff(ids, { size: maxKeys, timeoutMs: options.timeoutMs, send });
  return open.size === 0 ? rows.map(fromRow) : undefined;
}

/**
 * What was refused, why and when tells one parking from the next: a row that says something else was put since and stays,
 * which is as good as removed and put again.
 */
async function remove(options: TableOptions, key: ParkedKey): Promise<boolean> {
  const { client, tableName } = options;
  const row = toRow(key);
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key: { id: { S: toRowId(key) } },
    ConditionExpression:
      'attribute_not_exists(id) OR (parkedAt = :parkedAt AND #version = :version AND #reason = :reason)',
    ExpressionAttributeNames: { '#version': 'version', '#reason': 'reason' },
    ExpressionAttributeValues: toSdkItem({ ':parkedAt': row.parkedAt, ':version': row.version, ':reason': row.reason }),
  });
  const reply = await askTable(options, 'write', (sending) => client.send(command, sending).catch(toRefusal));
  return reply !== undefined;
}

function toRowId({ index, documentId }: ParkedPlace): string {
  return `${index}/${documentId}`;
}

function toRow({ index, documentId, entity, key, joined, version, reason, parkedAtMs }: ParkedKey) {
  return {
    index: { S: index },
    documentId: { S: documentId },
    ...(entity !== undefined && { entity: { S: entity } }),
    ...(key && { key: { M: key } }),
    ...(joined && { joined: { M: Object.fromEntries(Object.entries(joined).map(([by, S]) => [by, { S }])) } }),
    version: { N: String(version) },
    reason: { S: reason },
    parkedAt: { N: String(parkedAtMs) },
  };
}

function fromRow(row: Item): ParkedKey {
  const key = getAttribute(row, 'key');
  const joined = getAttribute(row, 'joined');
  return {
    index: getString(row, 'index') ?? '',
    documentId: getString(row, 'documentId') ?? '',
    entity: getString(row, 'entity'),
    key: key && 'M' in key ? key.M : undefined,
    joined: joined && 'M' in joined ? toTexts(joined.M) : undefined,
    version: BigInt(getNumber(row, 'version')),
    reason: getString(row, 'reason') ?? '',
    parkedAtMs: Number(getNumber(row, 'parkedAt')),
  };
}

function toTexts(map: Item): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(map).map((name) => [name, getString(map, name) ?? '']));
}

function getNumber(row: Item, name: string): string {
  const value = getAttribute(row, name);
  return value && 'N' in value ? value.N : '0';
}
