import type { Item } from '../core/attribute-value.ts';
import { IndexerError } from '../core/errors.ts';
import type { TableOptions } from './dynamodb-client.ts';
import { fromSdkItem, type SdkItem } from './sdk-item.ts';

/**
 * The reply to one request; undefined when there may be one later: no time, no answer, throttled. Throws
 * `table.…-refused` when there never will be.
 */
export async function askTable<Reply>(
  { tableName, timeoutMs }: Pick<TableOptions, 'tableName' | 'timeoutMs'>,
  purpose: 'read' | 'write',
  send: (options: { readonly abortSignal: AbortSignal }) => Promise<Reply>,
): Promise<Reply | undefined> {
  const leftMs = timeoutMs();
  if (leftMs <= 0) return undefined;
  try {
    return await send({ abortSignal: AbortSignal.timeout(Math.ceil(leftMs)) });
  } catch (error) {
    if (!isPermanent(error)) return undefined;
    const task = purpose === 'read' ? 'read from' : 'write to';
    throw new IndexerError(`table.${purpose}-refused`, `Expected to ${task} table \`${tableName}\`, got an error.`, {
      cause: error,
    });
  }
}

/** A write whose condition did not hold, and what stood there instead (`ReturnValuesOnConditionCheckFailure`). */
export interface Refusal {
  readonly present: Item | undefined;
}

/** For `catch`: a condition that does not hold is an answer. */
export function toRefusal(error: unknown): Refusal {
  const { name, Item } = error as { readonly name?: string; readonly Item?: SdkItem };
  if (name !== 'ConditionalCheckFailedException') throw error;
  return { present: Item && fromSdkItem(Item) };
}

/** DynamoDB says that the request is at fault, or nobody may send it. All else is the network's, the load's, a server's. */
function isPermanent(error: unknown): boolean {
  const { name = '', $fault } = error as { readonly name?: string; readonly $fault?: string };
  return (
    name === 'CredentialsProviderError' ||
    ($fault === 'client' && !/Throttling|Throughput|LimitExceeded|Conflict/.test(name))
  );
}
