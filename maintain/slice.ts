/** What one invocation of the entry point `maintain` answers: `artifacts/indexer/src/keeper/slice.ts` as JSON. */
export interface Slice {
  readonly isDone: boolean;
  readonly resume?: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total?: number };
  readonly counts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly kind: string;
  readonly index: string;
  readonly documentId: string;
  readonly key?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
}
