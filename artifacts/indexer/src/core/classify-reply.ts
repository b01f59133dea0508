import type { ErrorCode } from './errors.ts';
import { actionName, type BulkAction } from './to-bulk-body.ts';

/** What OpenSearch's answer says about one action. */
export type ReplyVerdict =
  | { readonly kind: 'applied' }
  /** Something else stands there: to be compared with the table before it means anything. */
  | { readonly kind: 'conflict' }
  /** This document will never be accepted as it is. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'retry'; readonly reason: string }
  /** No retry of single records helps. */
  | { readonly kind: 'fatal'; readonly code: ErrorCode; readonly reason: string };

const applied: ReplyVerdict = { kind: 'applied' };

/** The answer to one `_bulk` request, or why there is none. */
export type BulkReply =
  | { readonly kind: 'reply'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'none'; readonly reason: string };

/** One verdict for each action, in their order. Whatever is not understood is `retry`. */
export function classifyReply(actions: readonly BulkAction[], reply: BulkReply): readonly ReplyVerdict[] {
  if (reply.kind === 'none') return actions.map(() => ({ kind: 'retry', reason: reply.reason }));
  const { status, body } = reply;
  if (status < 200 || status > 299) return actions.map(() => classifyRequestStatus(status, errorTypeOf(body)));
  const items = member(body, 'items');
  if (!Array.isArray(items)) return actions.map(() => ({ kind: 'retry', reason: 'reply without items' }));
  return actions.map((action, i) => classifyItem(action, items[i]));
}

function classifyRequestStatus(status: number, errorType: string | undefined): ReplyVerdict {
  const reason = toReason(status, errorType);
  // A block (a full disk, say) is answered with 403 too, but passes; being forbidden does not.
  if (errorType === 'cluster_block_exception') return { kind: 'retry', reason };
  if (status === 401 || status === 403) return { kind: 'fatal', code: 'search.forbidden', reason };
  if (status === 404) return { kind: 'fatal', code: 'search.index-missing', reason };
  // A body of one document by now: larger ones have been split.
  if (status === 413) return { kind: 'refused', reason };
  // The request is made here, never by a client: refused as a whole, it is a bug.
  if (status === 400) return { kind: 'fatal', code: 'search.request-refused', reason };
  return { kind: 'retry', reason };
}

function classifyItem(action: BulkAction, item: unknown): ReplyVerdict {
  const name = actionName(action);
  const result = member(item, name);
  const isOurs =
    member(result, '_id') === action.operation.change.documentId && member(result, '_index') === action.index;
  const status = member(result, 'status');
  if (!isOurs || typeof status !== 'number') return { kind: 'retry', reason: 'reply item missing' };

  const errorType = errorTypeOf(result);
  if (status >= 200 && status <= 299 && errorType === undefined) return applied;
  const reason = toReason(status, errorType);
  if (status >= 200 && status <= 299) return { kind: 'retry', reason };
  switch (status) {
    case 409:
      return errorType === 'version_conflict_engine_exception' ? { kind: 'conflict' } : { kind: 'retry', reason };
    case 404:
      return classifyNotFound(name, result, reason);
    case 400:
      // Closed by somebody's hand: not the document's fault.
      return errorType === 'index_closed_exception' ? { kind: 'retry', reason } : { kind: 'refused', reason };
    case 401:
    case 403:
      return classifyRequestStatus(status, errorType);
    default:
      return { kind: 'retry', reason };
  }
}

function classifyNotFound(name: string, result: unknown, reason: string): ReplyVerdict {
  if (name === 'delete' && member(result, 'result') === 'not_found') return { kind: 'applied' };
  if (errorTypeOf(result) === 'index_not_found_exception')
    return { kind: 'fatal', code: 'search.index-missing', reason };
  return { kind: 'retry', reason };
}

/** The error's type is a constant of OpenSearch; its reason may quote the document and stays unread. */
function errorTypeOf(value: unknown): string | undefined {
  const error = member(value, 'error');
  const type = member(error, 'type');
  if (error === undefined) return undefined;
  return typeof type === 'string' ? type : 'unknown error';
}

function toReason(status: number, errorType: string | undefined): string {
  return errorType === undefined ? String(status) : `${status} ${errorType}`;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
