import type { Deletion } from '../../src/flow/deletions.ts';
import type { Document, LawContext } from './check-laws.ts';
import { invocationMs } from './create-streams.ts';
import { entityNames, typeOf } from './expected-document.ts';
import { LawError } from './law-error.ts';
import { hasRisingVersions, type State } from './rising-versions.ts';
import { type TableRecord, textOf } from './tables/create-library-table.ts';

export interface DeletionLaws {
  readonly kept: (deletion: Deletion) => Promise<void>;
  readonly written: (index: string, place: ItemPlace, after: Document | undefined) => void;
  readonly acknowledged: (records: readonly TableRecord[]) => void;
  readonly jumped: () => void;
}

interface ItemPlace {
  /** The item's. */
  readonly id: string;
  readonly documentId: string;
}

interface DeletionContext extends LawContext {
  readonly statesOf: (id: string) => readonly State[];
}

/** An indexer that began before an index was written to knows nothing of it. */
const maxUnawareMs = invocationMs + 5_000;

/**
 * While a row of the table `deletions` stands and the item is absent, no index shows a version of the row or an earlier one,
 * at no later step either. Not held: of items whose versions do not rise; once tombstones are forgotten, as a mapping that
 * begins anew then brings old states back for a moment; in an index that was not written to when the delete was.
 */
export function createDeletionLaws(context: DeletionContext): DeletionLaws {
  const { table, deletions, parked, targets, indexOf, documents, documentIdOf, statesOf, nowMs } = context;
  const keptAtMs = new Map<string, number>();
  /** The highest version that was kept: a batch that is delivered twice puts an older row over a newer one. */
  const highest = new Map<string, bigint>();
  const forgotten = new Set<string>();

  const isAware = (index: string, atMs: number): boolean =>
    index.endsWith('-v1') ||
    entityNames.some((type) =>
      targets(type).some((each) => each.index === index && each.sinceMs < atMs - maxUnawareMs),
    );

  const check = (index: string, { id, documentId }: ItemPlace, shown: Document | undefined): void => {
    const type = entityNames.find((name) => index.startsWith(`${indexOf(name)}-v`));
    const place = `${type && indexOf(type)}/${documentId}`;
    const deleted = deletions.get(place);
    if (!shown || deleted === undefined || BigInt(Number(shown.version ?? 0)) > deleted) return;
    if (forgotten.has(place) || table.get(id) || !hasRisingVersions(statesOf(id))) return;
    if (!isAware(index, keptAtMs.get(place) ?? 0)) return;
    throw new LawError(
      'deleted stays deleted',
      `Expected \`${place}\` to be gone up to version ${deleted}, got version ${shown.version} in \`${index}\`.`,
    );
  };

  return {
    kept: async ({ entity, documentId, version }) => {
      const place = `${entity.index}/${documentId}`;
      keptAtMs.set(place, nowMs());
      forgotten.delete(place);
      if (version > (highest.get(place) ?? 0n)) highest.set(place, version);
      const id = table.records
        .map(({ dynamodb }) => textOf(dynamodb.Keys ?? {}))
        .find((each) => documentIdOf(each) === documentId);
      const type = entityNames.find((name) => indexOf(name) === entity.index);
      if (id === undefined || type === undefined) return;
      for (const { index } of targets(type))
        check(index, { id, documentId }, (await documents(index, [documentId])).get(documentId));
    },
    written: check,
    acknowledged: (records) => {
      for (const record of records) {
        const { Keys = {}, OldImage } = record.dynamodb;
        const id = textOf(Keys);
        const type = typeOf(OldImage);
        const isLast = table.records.findLast(({ dynamodb }) => textOf(dynamodb.Keys ?? {}) === id) === record;
        if (record.eventName !== 'REMOVE' || !OldImage || !type || !isLast) continue;
        const documentId = documentIdOf(id);
        const isParked = targets(type).some(({ index }) => parked.has(`${index}/${documentId}`));
        if (isParked || !hasRisingVersions(statesOf(id))) continue;
        const deleted = highest.get(`${indexOf(type)}/${documentId}`) ?? 0n;
        const { version: last } = OldImage;
        const version = last && 'N' in last ? BigInt(last.N) : 0n;
        if (deleted < version)
          throw new LawError(
            'a delete is kept',
            `Expected version ${version} of \`${id}\` to be kept, got ${deleted}.`,
          );
      }
    },
    jumped: () => {
      for (const place of deletions.keys()) forgotten.add(place);
    },
  };
}
