import type { Operation } from './plan-bulk.ts';

/** One line of the request that has an answer of its own. */
export interface BulkAction {
  readonly operation: Operation;
  /** Concrete index. */
  readonly index: string;
  /** Absent: by external version. Present: only if nothing has changed since this was read. */
  readonly condition?: WriteCondition;
}

/** Compare-and-set: on what a realtime get found, or on there being no document. */
export type WriteCondition =
  | { readonly kind: 'unchanged'; readonly seqNo: number; readonly primaryTerm: number }
  | { readonly kind: 'absent' };

export interface BulkBody {
  /** NDJSON. */
  readonly text: string;
  readonly actions: readonly BulkAction[];
}

/** Bodies of at most `maxBytes` each (one action may exceed it alone), in order. */
export function toBulkBodies(actions: readonly BulkAction[], maxBytes: number): readonly BulkBody[] {
  const bodies: BulkBody[] = [];
  let lines: string[] = [];
  let taken: BulkAction[] = [];
  let bytes = 0;
  const close = (): void => {
    if (taken.length > 0) bodies.push({ text: lines.join(''), actions: taken });
    lines = [];
    taken = [];
    bytes = 0;
  };
  for (const action of actions) {
    const text = toLines(action);
    const size = Buffer.byteLength(text);
    if (bytes + size > maxBytes) close();
    lines.push(text);
    taken.push(action);
    bytes += size;
  }
  close();
  return bodies;
}

/** Name of the action as the request has it and the reply echoes it. */
export function actionName({ operation, condition }: BulkAction): 'index' | 'create' | 'delete' {
  if (operation.document === undefined) return 'delete';
  return condition?.kind === 'absent' ? 'create' : 'index';
}

function toLines(action: BulkAction): string {
  const { operation, index, condition } = action;
  const place = `"_index":${JSON.stringify(index)},"_id":${JSON.stringify(operation.change.documentId)}`;
  const head = `{"${actionName(action)}":{${place}${toGuard(operation.externalVersion, condition)}}}\n`;
  return operation.document === undefined ? head : `${head}${operation.document}\n`;
}

function toGuard(externalVersion: bigint, condition: WriteCondition | undefined): string {
  switch (condition?.kind) {
    case undefined:
      return `,"version":${externalVersion},"version_type":"external_gte"`;
    case 'unchanged':
      return `,"if_seq_no":${condition.seqNo},"if_primary_term":${condition.primaryTerm}`;
    case 'absent':
      return '';
  }
}
