import type { Key } from '../core/attribute-value.ts';
import { comparePlace } from '../core/compare-place.ts';
import { toKeyOfDocument } from '../core/encode-document-id.ts';
import type { Target } from './compare-position.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';
import { askFor, type Look, lookAtPlaces } from './look-at-places.ts';
import { readPlaces } from './read-places.ts';

/** A document by its id, and by the key of its item as far as that is known. */
export interface Named {
  /** The number of its target. */
  readonly target: number;
  readonly documentId: string;
  /** Undefined where the document does not tell it. */
  readonly key?: Key | undefined;
}

/** A place and what was seen there. */
export interface Seen extends Named {
  readonly look: Look;
}

/**
 * Table and index at these places by now, in no order. A document that tells no key is nobody's, unless what stands there
 * now does: then that counts.
 */
export async function lookAtDocuments(
  documents: readonly Named[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<readonly Seen[]> {
  const nameless = await lookAtNameless(
    documents.filter(({ key }) => key === undefined),
    targets,
    dependencies,
  );
  const named = [...documents, ...nameless].flatMap(({ target, documentId, key }) => {
    const { entity, index } = targets[target] ?? {};
    const change = key && entity && askFor(key, entity);
    return change && index ? [{ target, documentId, key, change, index }] : [];
  });
  const looks = await lookAtPlaces(named, dependencies);
  const seen = named.flatMap(({ target, documentId, key }, i) => {
    const look = looks[i];
    return look ? [{ target, documentId, key, look }] : [];
  });
  return [...seen, ...nameless.filter(({ key }) => key === undefined)];
}

async function lookAtNameless(
  documents: readonly Named[],
  targets: readonly Target[],
  dependencies: KeeperDependencies,
): Promise<readonly Seen[]> {
  const places = documents.map(({ target, documentId }) => ({ documentId, index: targets[target]?.index ?? '' }));
  const standings = await readPlaces(places, dependencies);
  return documents.map(({ target, documentId }, i) => {
    const found = standings[i] ?? 'absent';
    const key = found === 'absent' ? undefined : toKeyOfDocument(documentId, found.source, dependencies.keyNames);
    const wanted = { kind: 'nothing' } as const;
    return {
      target,
      documentId,
      key,
      look: { wanted, found, difference: comparePlace(wanted, found), item: undefined },
    };
  });
}
