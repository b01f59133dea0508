import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { getString, type Item } from '../core/attribute-value.ts';
import { askTable, type Refusal, toRefusal } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, toSdkItem } from './sdk-item.ts';

// Rows with a hash key `id` and a `revision`: of two who change one at the same time only the first succeeds.

export const newRevision = (): string => randomUUID();

/** By a consistent read. */
export async function getRow(options: TableOptions, id: string): Promise<Item | 'absent' | 'unknown'> {
  const { client, tableName } = options;
  const command = new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true });
  const reply = await askTable(options, 'read', (sending) => client.send(command, sending));
  if (!reply) return 'unknown';
  return reply.Item ? fromSdkItem(reply.Item) : 'absent';
}

/** Puts a row if the one that is there is still of that revision; undefined: if there is none. The new revision. */
export async function replaceRow(
  options: TableOptions,
  row: Item,
  revision: string | undefined,
): Promise<string | 'changed' | 'unknown'> {
  const { client, tableName } = options;
  const next = newRevision();
  const command = new PutItemCommand({
    TableName: tableName,
    Item: toSdkItem({ ...row, revision: { S: next } }),
    ...(revision === undefined ? { ConditionExpression: 'attribute_not_exists(id)' } : ifRevision(revision)),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const reply = await askTable(options, 'write', (sending) => client.send(command, sending).catch(toRefusal));
  if (!reply) return 'unknown';
  // The client repeats a request whose answer was lost; the second one then finds what the first has put.
  const isOurs = !isRefusal(reply) || (reply.present && getString(reply.present, 'revision') === next);
  return isOurs ? next : 'changed';
}

/** Removes a row if it is still of that revision. One that is gone was removed before, perhaps by us. */
export async function removeRow(
  options: TableOptions,
  id: string,
  revision: string,
): Promise<'removed' | 'changed' | 'unknown'> {
  const { client, tableName } = options;
  const condition = ifRevision(revision);
  const command = new DeleteItemCommand({
    TableName: tableName,
    Key: { id: { S: id } },
    ...condition,
    ConditionExpression: `attribute_not_exists(id) OR ${condition.ConditionExpression}`,
  });
  const reply = await askTable(options, 'write', (sending) => client.send(command, sending).catch(toRefusal));
  if (!reply) return 'unknown';
  return isRefusal(reply) ? 'changed' : 'removed';
}

function ifRevision(revision: string) {
  return {
    ConditionExpression: 'revision = :revision',
    ExpressionAttributeValues: { ':revision': { S: revision } },
  };
}

function isRefusal(reply: object): reply is Refusal {
  return 'present' in reply;
}
