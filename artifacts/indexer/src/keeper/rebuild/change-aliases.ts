import { toWriteAlias } from '../../core/entity.ts';
import { refreshIndex } from '../../flow/scan-index.ts';
import { insist, openSearch } from '../insist.ts';
import { type AskDependencies, ask } from './ask.ts';
import type { FoundIndexes } from './find-indexes.ts';
import type { RebuiltIndex } from './rebuild-row.ts';

export type AliasAction = { readonly [name in 'add' | 'remove']?: { readonly index: string; readonly alias: string } };

/** All of them in one step, or none: no search and no indexer ever sees some of them done. */
export async function changeAliases(actions: readonly AliasAction[], d: AskDependencies): Promise<void> {
  if (actions.length === 0) return;
  // Asked again because the first answer was lost: there is nothing left to remove.
  const expected = actions.every(({ remove }) => remove) ? ['aliases_not_found_exception'] : [];
  await ask({ method: 'POST', path: '/_aliases', body: JSON.stringify({ actions }) }, d, expected);
}

/** Makes all that was written before visible to searches. */
export async function refreshAll(indexes: readonly string[], d: AskDependencies): Promise<void> {
  for (const index of indexes) {
    await insist(openSearch, async () => (await refreshIndex(index, d)) || undefined, d);
  }
}

export function join({ index, fresh }: RebuiltIndex): AliasAction {
  return { add: { index: fresh, alias: toWriteAlias({ index }) } };
}

/** Those that are written and shall not be any more. */
export function leave(
  { index }: RebuiltIndex,
  leaving: readonly string[],
  { write }: FoundIndexes,
): readonly AliasAction[] {
  return write
    .filter((name) => leaving.includes(name))
    .map((name) => ({ remove: { index: name, alias: toWriteAlias({ index }) } }));
}

/** Searches go to these indexes and no others. */
export function search(
  { index }: RebuiltIndex,
  searched: readonly string[],
  { read }: FoundIndexes,
): readonly AliasAction[] {
  const removed = read.filter((name) => !searched.includes(name));
  const added = searched.filter((name) => !read.includes(name));
  return [
    ...removed.map((name) => ({ remove: { index: name, alias: index } })),
    ...added.map((name) => ({ add: { index: name, alias: index } })),
  ];
}
