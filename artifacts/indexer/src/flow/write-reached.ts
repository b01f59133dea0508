import type { Change, Reach } from '../core/change.ts';
import { keyField, toKeyOfDocument } from '../core/encode-document-id.ts';
import type { Entity } from '../core/entity.ts';
import { toText } from '../core/exact-json.ts';
import { isDone } from '../core/outcome.ts';
import type { Planned } from '../core/plan-change.ts';
import { hasSameFields, type JoinedFields } from '../core/project-document.ts';
import { parseJoinedFields, toJoinedNames } from '../core/read-document.ts';
import { planChanges } from './plan-changes.ts';
import type { ScannedDocument } from './scan-index.ts';
import { writeChanges } from './write-changes.ts';
import type { WriteDependencies } from './write-dependencies.ts';

export interface ReachContext extends Pick<Reach, 'entity' | 'join'> {
  /** Names of the table's key attributes. */
  readonly keyNames: readonly string[];
  /** Whether the joined item of that value has versions that put nothing in order. */
  readonly isUnordered: (value: string) => boolean;
}

/** Fields that `writeReached` needs of a document. */
export function toReachedFields(entity: Entity, by: string): readonly string[] {
  return [by, ...toJoinedNames(entity), keyField];
}

/**
 * Writes the present state of those documents that do not show it. Gives back the values of which that is not proven. A
 * document that no item can have made is nobody's to write; `verify` finds it.
 */
export async function writeReached(
  documents: readonly ScannedDocument[],
  context: ReachContext,
  dependencies: WriteDependencies,
): Promise<ReadonlySet<string>> {
  const asked = new Map<Change, ScannedDocument>();
  for (const document of documents) {
    const key = toKeyOfDocument(document.documentId, document.source, context.keyNames);
    if (key) asked.set(toAsked(document, key, context), document);
  }
  const plans = await planChanges([...asked.keys()], dependencies.readItems);
  const outdated = new Map([...plans].filter(([change, plan]) => !isCurrent(plan, asked.get(change))));
  const unproven = new Set<string>();
  for (const [change, { outcome }] of await writeChanges(outdated, dependencies)) {
    const document = asked.get(change);
    if (document && !isDone(outcome)) unproven.add(toText(document.source[context.join.by]));
  }
  return unproven;
}

/** A change that asks for whatever the table holds now. Should that be nothing, the document referred to this value. */
function toAsked({ documentId, source }: ScannedDocument, key: Change['key'], context: ReachContext): Change {
  const { entity, join, isUnordered } = context;
  const value = toText(source[join.by]);
  return {
    kind: 'delete',
    entity,
    key,
    documentId,
    version: 0n,
    item: { [join.by]: { S: value } },
    isForeign: false,
    isUnordered: isUnordered(value),
    source: 'table',
    readAtMs: undefined,
    reaches: [],
  };
}

/** The very sum proves that it was written from this state and by version, so that no older write can follow it. */
function isCurrent(plan: Planned, found: ScannedDocument | undefined): boolean {
  if (plan.kind !== 'operation' || !found) return false;
  const { change, externalVersion, joined } = plan.operation;
  const shown: JoinedFields = parseJoinedFields(found.source, change.entity);
  return externalVersion === found.externalVersion && hasSameFields(joined, shown);
}
