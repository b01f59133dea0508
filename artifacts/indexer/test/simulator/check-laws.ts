import type { Item } from '../../src/core/attribute-value.ts';
import type { Deletion } from '../../src/flow/deletions.ts';
import type { Job } from '../../src/flow/jobs.ts';
import type { ParkedKey } from '../../src/flow/parked-keys.ts';
import { stampBase } from './apply-step.ts';
import { createDeletionLaws } from './check-deletions.ts';
import { type EntityName, entityNames, expectedDocument, isRefused, typeOf } from './expected-document.ts';
import { type Law, LawError } from './law-error.ts';
import { hasRisingVersions, type State } from './rising-versions.ts';
import { type LibraryTable, type TableRecord, textOf } from './tables/create-library-table.ts';

export type Document = Readonly<Record<string, unknown>>;

/** What the laws are held against. */
export interface LawContext {
  readonly table: LibraryTable;
  readonly parked: ReadonlyMap<string, ParkedKey>;
  readonly jobs: ReadonlyMap<string, Job>;
  /** The last version that is kept as deleted, by place. */
  readonly deletions: ReadonlyMap<string, bigint>;
  readonly nowMs: () => number;
  /** Concrete indexes that an entity is written to, each with the time since when. */
  readonly targets: (entity: EntityName) => readonly { readonly index: string; readonly sinceMs: number }[];
  /** Concrete indexes behind the read alias. */
  readonly searched: (entity: EntityName) => readonly string[];
  /** Read alias. */
  readonly indexOf: (entity: EntityName) => string;
  /** What stands at these places now, unrefreshed writes included. */
  readonly documents: (index: string, documentIds: readonly string[]) => Promise<ReadonlyMap<string, Document>>;
  readonly isAcknowledged: (record: TableRecord) => boolean;
  /** The document's id, by the item's. */
  readonly documentIdOf: (id: string) => string;
}

export interface Laws {
  /** To be told of every change of the table. */
  readonly changed: (record: TableRecord, id: string, item: Item | undefined) => void;
  readonly acknowledged: (records: readonly TableRecord[], startedAtMs: number) => Promise<void>;
  /** To be told of every row of a deletion. */
  readonly kept: (deletion: Deletion) => Promise<void>;
  readonly written: (index: string, documentId: string, after: Document | undefined) => void;
  /** Tombstones are forgotten: an old state may come back for a moment, until the record of its end follows it. */
  readonly jumped: () => void;
  readonly searchable: () => Promise<void>;
  readonly quiet: () => Promise<void>;
}

/** How long an indexer may go on writing to the indexes it has found before. */
const maxTargetAgeMs = 5_000;

export function createLaws(context: LawContext): Laws {
  const { table, parked, jobs, targets, searched, indexOf, isAcknowledged, documentIdOf } = context;
  const states = new Map<string, State[]>();
  const idOf = new Map<string, string>();
  /** The state that each place shows; a place without a document, the end that it stands for. */
  const floors = new Map<string, number>();
  const rubbish = new Set<string>();

  const deletionLaws = createDeletionLaws({ ...context, statesOf: (id) => statesOf(id) });

  const documents = (index: string) => context.documents(index, [...idOf.keys()]);
  const statesOf = (id: string): readonly State[] => states.get(id) ?? [];
  const fail = (law: Law, what: string): never => {
    throw new LawError(law, what);
  };

  /** Whether a document shows this state of the item or a later one. Without one the item must be gone. */
  const shows = (
    document: Document | undefined,
    { id, type, number }: { id: string; type: EntityName; number: number },
  ) =>
    statesOf(id).some((state) => {
      if (state.number < number) return false;
      const isOurs = typeOf(state.item) === type;
      return document ? isOurs && document.updatedAt === stampBase + state.number : !isOurs;
    });

  /** Whether an earlier record of the item is still to be delivered, because the stream gave it up. */
  const hasGap = (id: string, number: number): boolean =>
    table.records.some((record) => isOf(record, id) && numberOf(record) < number && !isAcknowledged(record));

  /** Whose documents a change is about: what the item was before, and what it became. */
  const typesOf = (id: string, number: number): ReadonlySet<EntityName> => {
    const all = statesOf(id);
    const at = all.findIndex((state) => state.number === number);
    return new Set([all[at - 1], all[at]].flatMap((state) => typeOf(state?.item) ?? []));
  };

  /**
   * Whether a record of another item that the documents show, or a job, is under way. What no version puts in order is
   * written by the time of its read, and may pass over a newer state for a moment: it is put right before that is done.
   */
  const isBeingReached = (bookId: string): boolean =>
    [...authorIdsOf(bookId)].some((authorId) => {
      const id = `Author:${authorId}`;
      const isOrdered = hasRisingVersions(statesOf(id));
      const isReaching = (record: TableRecord) =>
        isOf(record, id) && !isAcknowledged(record) && (!isOrdered || record.eventName === 'UNKNOWN');
      return jobs.get(`${indexOf('Book')}/authorId/${authorId}`)?.isUnordered || table.records.some(isReaching);
    });
  const authorIdsOf = (bookId: string): ReadonlySet<string> =>
    new Set(statesOf(bookId).flatMap(({ item }) => (item?.authorId ? textOf({ id: item.authorId }) : [])));

  const checkPlace = async (index: string, wanted: { id: string; type: EntityName; number: number }, law: Law) => {
    const documentId = documentIdOf(wanted.id);
    const document = (await documents(index)).get(documentId);
    if (shows(document, wanted) || parked.has(`${index}/${documentId}`)) return;
    // What was given up before it is known to be missing, and so is what later records of the item rest upon.
    if (hasGap(wanted.id, wanted.number) || (wanted.type === 'Book' && isBeingReached(wanted.id))) return;
    const shown = document ? `state ${Number(document.updatedAt) - stampBase}` : 'nothing';
    fail(law, `Expected \`${index}\` to show state ${wanted.number} of \`${wanted.id}\` or a later one, got ${shown}.`);
  };

  /** What stands there of a book is its newest state that is acknowledged. An index that is being filled may lack it still. */
  const checkLast = async (index: string, id: string): Promise<void> => {
    if (!(await documents(index)).has(documentIdOf(id))) return;
    const done = table.records.filter((record) => isOf(record, id) && isAcknowledged(record)).map(numberOf);
    const number = done.findLast((each) => typesOf(id, each).has('Book'));
    if (number !== undefined) await checkPlace(index, { id, type: 'Book', number }, 'acknowledged is done');
  };

  const checkReach = async (index: string, authorId: string, number: number): Promise<void> => {
    if (jobs.has(`${indexOf('Book')}/authorId/${authorId}`)) return;
    // The change of the name may be one that was given up: then it is not this record's to carry.
    if (hasGap(`Author:${authorId}`, number)) return;
    const names = statesOf(`Author:${authorId}`)
      .filter((state) => state.number >= number)
      .map(({ item }) => (typeOf(item) === 'Author' ? item?.name : undefined))
      .map((name) => JSON.stringify(name && Object.values(name)[0]));
    for (const [documentId, document] of await documents(index)) {
      if (document.authorId !== authorId || parked.has(`${index}/${documentId}`)) continue;
      if (names.includes(JSON.stringify(toWire(document.authorName)))) continue;
      const own = table.records.filter((record) => textOf(record.dynamodb.Keys ?? {}) === idOf.get(documentId));
      if (own.some((record) => !isAcknowledged(record))) continue;
      fail(
        'acknowledged is done',
        `Expected \`${documentId}\` in \`${index}\` to show author ${authorId} of state ${number} or later.`,
      );
    }
  };

  return {
    changed: (record, id, item) => {
      if (!record.dynamodb.Keys?.id) {
        rubbish.add(`records/${record.dynamodb.SequenceNumber}`);
        return;
      }
      idOf.set(documentIdOf(id), id);
      const all = states.get(id) ?? [{ number: -1, item: undefined }];
      all.push({ number: numberOf(record), item });
      states.set(id, all);
    },
    kept: deletionLaws.kept,
    acknowledged: async (records, startedAtMs) => {
      deletionLaws.acknowledged(records);
      for (const record of records) {
        const id = textOf(record.dynamodb.Keys ?? {});
        const number = numberOf(record);
        if (id === '') {
          const row = `records/${record.dynamodb.SequenceNumber}`;
          if (!parked.has(row)) fail('acknowledged is done', `Expected \`${row}\` to be parked, got nothing.`);
        }
        for (const type of typesOf(id, number)) {
          for (const { index, sinceMs } of targets(type)) {
            if (sinceMs > startedAtMs - maxTargetAgeMs) continue;
            await checkPlace(index, { id, type, number }, 'acknowledged is done');
          }
        }
        if (!id.startsWith('Author:')) continue;
        const authorId = id.slice('Author:'.length);
        for (const { index, sinceMs } of targets('Book')) {
          if (sinceMs > startedAtMs - maxTargetAgeMs) continue;
          await checkReach(index, authorId, number);
          for (const bookId of states.keys()) if (authorIdsOf(bookId).has(authorId)) await checkLast(index, bookId);
        }
      }
    },
    written: (index, documentId, after) => {
      const id = idOf.get(documentId);
      if (id !== undefined) deletionLaws.written(index, { id, documentId }, after);
      const type = entityNames.find((name) => index.startsWith(`${indexOf(name)}-v`));
      // Only where versions tell the order at once: a document of two items is put right a moment later.
      if (id === undefined || id.startsWith('Book:') || !hasRisingVersions(statesOf(id))) return;
      const place = `${index}/${documentId}`;
      const floor = floors.get(place) ?? -1;
      // The state of the table may run ahead of the stream: images that are still to come, or were given up, pass by later.
      const isAcked = table.records.some((each) => numberOf(each) >= floor && isOf(each, id) && isAcknowledged(each));
      const isSettled = isAcked && !hasGap(id, floor);
      if (after) {
        const number = Number(after.updatedAt) - stampBase;
        if (number < floor && isSettled)
          fail('never older over newer', `Expected state ${floor} or later at \`${place}\`, got state ${number}.`);
        floors.set(place, number);
        return;
      }
      // The same end once more, or a later one: nobody can tell which of them a delete is about.
      if (statesOf(id).some(({ number, item }) => number === floor && typeOf(item) !== type)) return;
      const gone = statesOf(id).find(({ number, item }) => number > floor && typeOf(item) !== type);
      if (!gone && floor >= 0 && isSettled)
        fail('never older over newer', `Expected state ${floor} to stay at \`${place}\`, got a delete that is older.`);
      floors.set(place, gone?.number ?? -1);
    },
    jumped: () => {
      deletionLaws.jumped();
      for (const [place, floor] of floors) {
        const id = idOf.get(place.slice(place.indexOf('/') + 1)) ?? '';
        if (!statesOf(id).find(({ number }) => number === floor)?.item) floors.delete(place);
      }
    },
    searchable: async () => {
      for (const type of entityNames) {
        const indexes = searched(type);
        if (indexes.length !== 1)
          fail('searches miss nothing', `Expected one index to search for ${type}, got ${indexes.length}.`);
        for (const id of states.keys()) {
          const done = table.records.filter((record) => isOf(record, id) && isAcknowledged(record));
          const last = done.map(numberOf).findLast((number) => typesOf(id, number).has(type));
          if (last === undefined) continue;
          await checkPlace(String(indexes[0]), { id, type, number: last }, 'searches miss nothing');
        }
      }
    },
    quiet: async () => {
      const refused = new Set(rubbish);
      for (const type of entityNames) {
        const indexes = new Set([...targets(type).map(({ index }) => index), ...searched(type)]);
        for (const index of indexes) {
          for (const place of await checkIndex(index, type, { table, documents, documentIdOf })) refused.add(place);
        }
      }
      const rows = [...parked.keys()].sort();
      if (rows.join() !== [...refused].sort().join())
        fail(
          'parked is refused',
          `Expected [${[...refused].sort().join(', ')}] to be parked, got [${rows.join(', ')}].`,
        );
      if (jobs.size > 0) fail('no job is left', `Expected no jobs, got ${[...jobs.keys()].join(', ')}.`);
    },
  };
}

function numberOf({ dynamodb }: TableRecord): number {
  return Number(dynamodb.SequenceNumber) - 1_000_000;
}

function isOf({ dynamodb }: TableRecord, id: string): boolean {
  return textOf(dynamodb.Keys ?? {}) === id;
}

interface CheckedIndex {
  readonly table: LibraryTable;
  readonly documents: (index: string) => Promise<ReadonlyMap<string, Document>>;
  readonly documentIdOf: LawContext['documentIdOf'];
}

/** Holds one index against the table, and gives back the places that OpenSearch refuses. */
async function checkIndex(
  index: string,
  type: EntityName,
  { table, documents, documentIdOf }: CheckedIndex,
): Promise<readonly string[]> {
  const found = new Map(await documents(index));
  const refused: string[] = [];
  for (const item of table.items()) {
    const id = textOf(item);
    const documentId = documentIdOf(id);
    if (typeOf(item) !== type) continue;
    const author = item.authorId && 'S' in item.authorId ? table.get(`Author:${item.authorId.S}`) : undefined;
    const document = found.get(documentId);
    found.delete(documentId);
    if (isRefused(item, author)) {
      refused.push(`${index}/${documentId}`);
      continue;
    }
    const expected = toText(expectedDocument(item, author, id));
    if (toText(document) !== expected)
      throw new LawError(
        'index is table',
        `Expected \`${id}\` in \`${index}\` to be ${expected}, got ${toText(document)}.`,
      );
  }
  if (found.size > 0)
    throw new LawError('index is table', `Expected nothing more in \`${index}\`, got ${[...found.keys()].join(', ')}.`);
  return refused;
}

function toText(document: Document | undefined): string {
  return document ? JSON.stringify(Object.entries(document).sort(([a], [b]) => (a < b ? -1 : 1))) : 'nothing';
}

/** As DynamoDB has it, so that the two can be compared. */
function toWire(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, { S: member }]))
    : value;
}
