type Source = Readonly<Record<string, unknown>>;

/** One action of a bulk request with its document. */
export interface ModelWrite {
  readonly name: 'index' | 'create' | 'delete';
  readonly id: string;
  readonly source: Source | undefined;
  readonly version?: number;
  readonly version_type?: string;
  readonly if_seq_no?: number;
  readonly if_primary_term?: number;
}

export interface ModelIndex {
  readonly write: (write: ModelWrite) => object;
  /** Realtime. */
  readonly get: (id: string) => object;
  /** Over what is refreshed. */
  readonly search: (matches: (source: Source) => boolean) => object[];
  readonly refresh: () => void;
  readonly documents: () => ReadonlyMap<string, Source>;
}

/** What stands at one id; without a source it is a tombstone. */
interface Slot {
  readonly source: Source | undefined;
  readonly version: number;
  readonly seqNo: number;
}

/** One index of one shard. Tombstones are kept for ever, as `gc_deletes` keeps them for longer than a test lasts. */
export function createModelIndex(): ModelIndex {
  const slots = new Map<string, Slot>();
  let refreshed: ReadonlyMap<string, Slot> = new Map();
  let seqNo = 0;
  return {
    write: (write) => {
      const current = slots.get(write.id);
      if (isConflict(write, current)) return { status: 409, error: { type: 'version_conflict_engine_exception' } };
      const version = write.version ?? (current?.version ?? 0) + 1;
      slots.set(write.id, { source: write.source, version, seqNo: seqNo++ });
      if (write.name !== 'delete') return { status: current?.source ? 200 : 201, result: 'updated' };
      return current?.source ? { status: 200, result: 'deleted' } : { status: 404, result: 'not_found' };
    },
    get: (id) => {
      const slot = slots.get(id);
      if (!slot?.source) return { found: false };
      return { found: true, _version: slot.version, _seq_no: slot.seqNo, _primary_term: 1, _source: slot.source };
    },
    search: (matches) =>
      [...refreshed].flatMap(([_id, { source, version: _version }]) =>
        source && matches(source) ? [{ _id, _version, _source: source }] : [],
      ),
    refresh: () => {
      refreshed = new Map(slots);
    },
    documents: () => new Map([...slots].flatMap(([id, { source }]) => (source ? [[id, source] as const] : []))),
  };
}

function isConflict(write: ModelWrite, current: Slot | undefined): boolean {
  if (write.version !== undefined) return current !== undefined && current.version > write.version;
  if (write.if_seq_no !== undefined) return current?.source === undefined || current.seqNo !== write.if_seq_no;
  return write.name === 'create' && current?.source !== undefined;
}
