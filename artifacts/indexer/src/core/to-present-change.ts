import type { Change } from './change.ts';
import { getVersion, versionOfAbsent } from './item-version.ts';
import type { ItemRead } from './plan-bulk.ts';

/**
 * Whether only a read of the table says what is to be written. An image will do where versions put images in order: not
 * after a foreign write, and not where versions of several items are added up, as an older image may then come to a
 * higher sum.
 */
export function needsPresentState({ entity, foreignWrite, source }: Change): boolean {
  return source === 'table' || foreignWrite || entity.joins.length > 0;
}

/** The change that makes the place of `asked` show what a consistent read found: state, not messages. */
export function toPresentChange(asked: Change, { item, readAtMs }: ItemRead): Change {
  const { entity, key, documentId } = asked;
  const version = item ? getVersion(item) : versionOfAbsent(readAtMs);
  const foreignWrite = asked.foreignWrite || version === undefined;
  const common = {
    entity,
    key,
    documentId,
    version: version ?? 0n,
    foreignWrite,
    source: 'table',
    reaches: [],
  } as const;
  if (item && entity.claims(item)) return { ...common, kind: 'upsert', item };
  // What the last image joined counts still: the document that is to go was written under a sum.
  return { ...common, kind: 'delete', item: asked.item };
}
