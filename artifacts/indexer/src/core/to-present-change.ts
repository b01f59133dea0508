import type { Change } from './change.ts';
import { getVersion, versionOfRead } from './item-version.ts';
import type { ItemRead } from './plan-change.ts';

/**
 * Whether only a read of the table says what is to be written. An image will do where versions put images in order: not
 * after an unordered write, and not where versions of several items are added up, as an older image may then come to a
 * higher sum.
 */
export function needsPresentState({ entity, isUnordered, source }: Change): boolean {
  return source === 'table' || isUnordered || entity.joins.length > 0;
}

/** The change that makes the place of `asked` show what a consistent read found: state, not messages. */
export function toPresentChange(asked: Change, { item, readAtMs }: ItemRead): Change {
  const { entity, key, documentId } = asked;
  const version = item && getVersion(item);
  const isOwn = item !== undefined && entity.claims(item);
  const common = {
    entity,
    key,
    documentId,
    isForeign: asked.isForeign || (item !== undefined && version === undefined),
    // Without the last image nobody knows the sum under which the document that is to go was written.
    isUnordered: asked.isUnordered || (item ? version === undefined || !isOwn : asked.item === undefined),
    source: 'table',
    readAtMs,
    reaches: [],
  } as const;
  if (isOwn) return { ...common, kind: 'upsert', version: version ?? 0n, item };
  // What the last image joined counts still: the document that is to go was written under a sum.
  return { ...common, kind: 'delete', version: versionOfRead(readAtMs), item: asked.item };
}
