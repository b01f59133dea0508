import type { Operation } from './plan-change.ts';

/** One line of the request that has an answer of its own. */
export interface BulkAction {
  readonly operation: Operation;
  /** Concrete index. */
  readonly index: string;
  /** Absent: by external version. Present: only if nothing has changed since this was read. */
  readonly condition?: WriteCondition;
}

/** Compare-and-set: on what a realtime get found, on the time of the read, or on there being no document. */
export type WriteCondition =
  | { readonly kind: 'unchanged'; readonly seqNo: number; readonly primaryTerm: number }
  /** Nothing that was read earlier may have been written: by external version, which is the time of the read. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'absent' };

export interface BulkBody {
  /** NDJSON. */
  readonly text: string;
  readonly bytes: number;
  readonly actions: readonly BulkAction[];
}

/** Bodies of at most `maxBytes` each (one action may exceed it alone), in order. */
export function toBulkBodies(actions: readonly BulkAction[], maxBytes: number): readonly BulkBody[] {
  const bodies: BulkBody[] = [];
  let lines: string[] = [];
  let taken: BulkAction[] = [];
  let bytes = 0;
  const close = (): void => {
    if (taken.length > 0) bodies.push({ text: lines.join(''), bytes, actions: taken });
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

/** Two bodies instead of one that was too large for the server. */
export function splitBody({ actions }: BulkBody): readonly BulkBody[] {
  const middle = Math.ceil(actions.length / 2);
  return [actions.slice(0, middle), actions.slice(middle)].flatMap((half) =>
    toBulkBodies(half, Number.MAX_SAFE_INTEGER),
  );
}

/** Name of the action as the request has it and the reply echoes it. */
export function actionName({ operation, condition }: BulkAction): 'index' | 'create' | 'delete' {
  if (operation.document === undefined) return 'delete';
  return condition?.kind === 'absent' ? 'create' : 'index';
}

function toLines(action: BulkAction): string {
  const { operation, index, condition } = action;
  const place = `"_index":${JSON.stringify(index)},"_id":${JSON.stringify(operation.change.documentId)}`;
  const head = `{"${actionName(action)}":{${place}${toGuard(operation, condition)}}}\n`;
  return operation.document === undefined ? head : `${head}${operation.document}\n`;
}

function toGuard({ externalVersion, readVersion }: Operation, condition: WriteCondition | undefined): string {
  switch (condition?.kind) {
    case undefined:
      return `,"version":${externalVersion},"version_type":"external_gte"`;
    case 'newest':
      return `,"version":${readVersion},"version_type":"external_gte"`;
    case 'absent':
      return '';
    case 'unchanged':
      return `,"if_seq_no":${condition.seqNo},"if_primary_term":${condition.primaryTerm}`;
  }
}
