import { isParsable } from './check-document.ts';

export type Source = Readonly<Record<string, unknown>>;
export type Body = Readonly<Record<string, unknown>>;

/** One action of a bulk request with its document. */
export interface WriteAction {
  readonly name: 'index' | 'create' | 'delete';
  readonly id: string;
  /** Text of the document, as it came. */
  readonly text: string | undefined;
  readonly version?: number;
  readonly version_type?: string;
  readonly if_seq_no?: number;
  readonly if_primary_term?: number;
}

export interface Hit {
  readonly id: string;
  readonly source: Source;
  readonly version: number;
  readonly seqNo: number;
  readonly shard: number;
}

export interface IndexModel {
  /** Settings and mappings, as they can be asked for. */
  settings: Body;
  mappings: Body;
  readonly shards: number;
  /** The server's answer about one action. */
  readonly write: (action: WriteAction) => object;
  /** Realtime. */
  readonly get: (id: string) => Hit | undefined;
  /** What is refreshed, in the order of writing. */
  readonly searchable: () => readonly Hit[];
  readonly refresh: () => void;
  readonly documents: () => ReadonlyMap<string, Source>;
}

/** What stands at one id; without a source it is a tombstone. */
interface Slot {
  readonly source: Source | undefined;
  readonly version: number;
  readonly seqNo: number;
  readonly writtenAtMs: number;
}

interface IndexOptions {
  readonly definition: Body;
  readonly nowMs: () => number;
  /** Told of every write that takes place. */
  readonly written: (id: string, after: Source | undefined) => void;
}

const refreshIntervalMs = 1_000;

/** One index: versions, sequence numbers, tombstones that are forgotten after `gc_deletes`, searches behind a refresh. */
export function createIndexModel({ definition, nowMs, written }: IndexOptions): IndexModel {
  const slots = new Map<string, Slot>();
  let refreshed: readonly Hit[] = [];
  let refreshedAtMs = nowMs();
  const settings = toFlatSettings(definition.settings);
  const shards = Number(settings.number_of_shards ?? 1);
  const seqNos = Array.from({ length: shards }, () => 0);

  const toHit = (id: string, { source, version, seqNo }: Slot): Hit | undefined =>
    source && { id, source, version, seqNo, shard: toShard(id, shards) };
  const refresh = (): void => {
    refreshed = [...slots].flatMap(([id, slot]) => toHit(id, slot) ?? []).sort((a, b) => a.seqNo - b.seqNo);
    refreshedAtMs = nowMs();
  };
  const find = (id: string): Slot | undefined => {
    const slot = slots.get(id);
    const isForgotten =
      slot && !slot.source && nowMs() - slot.writtenAtMs > toMs(String(model.settings.gc_deletes ?? '60s'));
    return isForgotten ? undefined : slot;
  };
  const write = (action: WriteAction): object => {
    const source = action.text === undefined ? undefined : parse(action.text);
    const { properties = {} } = model.mappings as { properties?: Parameters<typeof isParsable>[1] };
    // A document is parsed before anybody looks at versions.
    if (action.text !== undefined && !isParsable(source, properties)) return refuse(400, 'mapper_parsing_exception');
    const current = find(action.id);
    if (isConflict(action, current)) return refuse(409, 'version_conflict_engine_exception');
    const shard = toShard(action.id, shards);
    const seqNo = seqNos[shard] ?? 0;
    seqNos[shard] = seqNo + 1;
    const version = action.version ?? (current?.version ?? 0) + 1;
    slots.set(action.id, { source, version, seqNo, writtenAtMs: nowMs() });
    written(action.id, source);
    return { _version: version, ...toResult(action, current), _seq_no: seqNo, _primary_term: 1 };
  };
  const model: IndexModel = {
    settings,
    mappings: (definition.mappings ?? {}) as Body,
    shards,
    write,
    get: (id) => {
      const slot = slots.get(id);
      return slot && toHit(id, slot);
    },
    searchable: () => {
      if (nowMs() - refreshedAtMs >= refreshIntervalMs) refresh();
      return refreshed;
    },
    refresh,
    documents: () => new Map([...slots].flatMap(([id, { source }]) => (source ? [[id, source] as const] : []))),
  };
  return model;
}

function toResult({ name }: WriteAction, current: Slot | undefined): object {
  const isThere = current?.source !== undefined;
  if (name !== 'delete') return isThere ? { result: 'updated', status: 200 } : { result: 'created', status: 201 };
  return isThere ? { result: 'deleted', status: 200 } : { result: 'not_found', status: 404 };
}

function refuse(status: number, type: string): object {
  return { status, error: { type, reason: 'as the model of OpenSearch has it' } };
}

function isConflict({ name, version, version_type, if_seq_no }: WriteAction, current: Slot | undefined): boolean {
  if (version !== undefined) {
    if (current === undefined) return false;
    return version_type === 'external_gte' ? current.version > version : current.version >= version;
  }
  if (if_seq_no !== undefined) return current?.source === undefined || current.seqNo !== if_seq_no;
  return name === 'create' && current?.source !== undefined;
}

function parse(text: string): Source | undefined {
  try {
    return JSON.parse(text) as Source;
  } catch {
    return undefined;
  }
}

/** `{ index: { gc_deletes } }`, `{ 'index.gc_deletes' }` and `{ gc_deletes }` are the same. */
export function toFlatSettings(settings: unknown): Body {
  const flat: Record<string, unknown> = {};
  for (const [name, value] of Object.entries((settings ?? {}) as Body)) {
    if (name === 'index') Object.assign(flat, value);
    else flat[name.replace(/^index\./, '')] = value;
  }
  return flat;
}

function toMs(text: string): number {
  const [, count = '0', unit = 'ms'] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? [];
  return Number(count) * ({ ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 1);
}

/** Not the server's hash, but likewise: the same id, the same shard. */
function toShard(id: string, shards: number): number {
  return [...id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 65_521, 7) % shards;
}
