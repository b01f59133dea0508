import { type Entity, toWriteAlias } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { parseExactly, toRecord } from '../core/exact-json.ts';
import { sendUntilAnswered } from '../flow/send-until-answered.ts';
import type { Target } from './compare-position.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';

type FindDependencies = Pick<KeeperDependencies, 'entities' | 'send' | 'pause'>;

/** One concrete index and which of its entity's aliases it carries. */
interface KnownIndex extends Target {
  readonly isRead: boolean;
}

/**
 * The indexes that are meant by these names: a read alias means what stands behind it; an index that only carries the write
 * alias, as during a rebuild, goes by its own name. No names: all read aliases. Throws for a name that means nothing.
 */
export async function findTargets(
  names: readonly string[] | undefined,
  dependencies: FindDependencies,
): Promise<readonly Target[]> {
  const { entities } = dependencies;
  const known = await findKnown(dependencies);
  const wanted = names ?? entities.map(({ index }) => index);
  const targets = new Map<string, Target>();
  for (const name of wanted) {
    const isAlias = entities.some(({ index }) => index === name);
    const meant = known.filter(({ entity, index, isRead }) =>
      isAlias ? entity.index === name && isRead : index === name,
    );
    if (meant.length === 0) throw refuse(name, { isAlias, known, entities });
    for (const { entity, index } of meant) targets.set(index, { entity, index });
  }
  return [...targets.values()];
}

interface Existing {
  readonly isAlias: boolean;
  readonly known: readonly KnownIndex[];
  readonly entities: readonly Entity[];
}

function refuse(name: string, { isAlias, known, entities }: Existing): IndexerError {
  if (isAlias) {
    return new IndexerError(
      'search.index-missing',
      `Expected an index behind the alias \`${name}\`, got none: rebuild it.`,
    );
  }
  const existing = [...entities.map(({ index }) => index), ...known.map(({ index }) => index)];
  const list = existing.map((one) => `\`${one}\``).join(', ');
  return new IndexerError('maintain.invalid-request', `Expected an index to be one of ${list}, got \`${name}\`.`);
}

async function findKnown({ entities, ...dependencies }: FindDependencies): Promise<readonly KnownIndex[]> {
  const aliases = entities.flatMap((entity) => [entity.index, toWriteAlias(entity)]);
  // By the names of what is looked at: `/_alias/<names>` is a request about every index there is, to access control.
  const query = { ignore_unavailable: 'true' };
  const reply = await sendUntilAnswered({ method: 'GET', path: `/${aliases.join()}/_alias`, query }, dependencies);
  const got = reply.kind === 'none' ? reply.reason : reply.status;
  if (got === 401 || got === 403)
    throw new IndexerError('search.forbidden', `Expected to be allowed to read aliases, got ${got}.`);
  if (reply.kind === 'none' || got !== 200)
    throw new IndexerError('search.unavailable', `Expected OpenSearch to list aliases, got ${got}.`);
  return Object.entries(parseExactly(reply.text)).flatMap(([index, value]) => {
    const carried = Object.keys(toRecord(toRecord(value).aliases));
    const entity = entities.find((one) => carried.includes(one.index) || carried.includes(toWriteAlias(one)));
    return entity ? [{ entity, index, isRead: carried.includes(entity.index) }] : [];
  });
}
