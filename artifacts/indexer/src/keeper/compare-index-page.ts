import { keyField, toKeyOfDocument } from '../core/encode-document-id.ts';
import type { Part } from '../core/part.ts';
import type { ItemRead, ItemReads } from '../core/plan-change.ts';
import { readEach } from '../flow/read-items.ts';
import { type IndexPosition, scanIndex } from '../flow/scan-index.ts';
import type { IndexPass, Target } from './compare-position.ts';
import { insist, openSearch, theTable } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { lookAtDocuments, type Named, type Seen } from './look-at-documents.ts';

export interface ComparedDocuments {
  /** Only those that differ. */
  readonly differing: readonly Seen[];
  readonly compared: number;
  readonly next: IndexPosition | undefined;
}

/** As many keys as two rounds of reads of the table take. */
const pageSize = 250;

/**
 * The documents of one page whose item the table does not hold, or another entity claims by now. What a search finds is up
 * to a second old: under load most of them are gone or right when they are got.
 */
export async function compareIndexPage(
  targets: readonly Target[],
  pass: IndexPass & { readonly part: Part | undefined },
  dependencies: KeeperDependencies,
): Promise<ComparedDocuments> {
  const target = targets[pass.target];
  if (!target) return { differing: [], compared: 0, next: undefined };
  const scan = { index: target.index, shards: pass.shards, fields: [keyField], size: pageSize, part: pass.part };
  const page = await insist(openSearch, () => scanIndex(scan, pass.at, dependencies), dependencies);
  const documents = page.documents.map(({ documentId, source }) => ({
    target: pass.target,
    documentId,
    key: toKeyOfDocument(documentId, source, dependencies.keyNames),
  }));
  const reads = await readOwn(documents, dependencies);
  const orphaned = documents.filter(({ documentId }) => {
    const item = reads.get(documentId)?.item;
    return item === undefined || !target.entity.claims(item);
  });
  const seen = await lookAtDocuments(orphaned, targets, dependencies);
  return {
    differing: seen.filter(({ look }) => look.difference),
    compared: documents.length,
    next: page.next,
  };
}

async function readOwn(documents: readonly Named[], dependencies: KeeperDependencies): Promise<ItemReads> {
  const references = documents.flatMap(({ documentId, key }) => (key ? [{ id: documentId, key }] : []));
  const reads = new Map<string, ItemRead>();
  const read = async (): Promise<true | undefined> => {
    const open = references.filter(({ id }) => !reads.has(id));
    for (const [id, found] of await readEach(dependencies.readItems, open)) reads.set(id, found);
    return references.every(({ id }) => reads.has(id)) ? true : undefined;
  };
  await insist(theTable, read, dependencies);
  return reads;
}
