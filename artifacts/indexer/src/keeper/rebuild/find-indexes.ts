import { type Entity, toWriteAlias } from '../../core/entity.ts';
import { IndexerError } from '../../core/errors.ts';
import { toRecord } from '../../core/exact-json.ts';
import { type AskDependencies, ask } from './ask.ts';

/** The concrete indexes of one entity. */
export interface FoundIndexes {
  /** All that exist: behind an alias, or named like one of its versions. */
  readonly all: readonly string[];
  /** Behind the read alias. */
  readonly read: readonly string[];
  /** Behind the write alias. */
  readonly write: readonly string[];
}

export async function findIndexes(entity: Entity, d: AskDependencies): Promise<FoundIndexes> {
  const { index } = entity;
  const names = [index, toWriteAlias(entity), `${index}-v*`];
  const query = { ignore_unavailable: 'true' };
  const { body } = await ask({ method: 'GET', path: `/${names.join(',')}/_alias`, query }, d);
  const aliases = new Map(
    Object.entries(body).map(([name, value]) => [name, Object.keys(toRecord(toRecord(value).aliases))]),
  );
  for (const alias of [index, toWriteAlias(entity)]) {
    if (aliases.has(alias))
      throw new IndexerError('search.alias-taken', `Expected \`${alias}\` to be an alias, got an index of that name.`);
  }
  const behind = (alias: string) => [...aliases.keys()].filter((name) => aliases.get(name)?.includes(alias)).sort();
  const isVersion = (name: string) => toVersion(entity, name) !== undefined;
  const [read, write] = [behind(index), behind(toWriteAlias(entity))];
  return { all: [...aliases.keys()].filter((name) => isVersion(name) || behindAny(name, read, write)), read, write };
}

/** 7 for `<index>-v7`; undefined for any other name. */
export function toVersion({ index }: Pick<Entity, 'index'>, name: string): number | undefined {
  const digits = name.startsWith(`${index}-v`) ? name.slice(index.length + 2) : '';
  return /^[1-9][0-9]{0,8}$/.test(digits) ? Number(digits) : undefined;
}

/**
 * The name after all that exist. Never `-v1`, even when nothing exists any more: that is the name under which a bootstrap
 * creates an index, and it would give its read alias to one that is still empty.
 */
export function toNextName(entity: Entity, { all }: FoundIndexes): string {
  const versions = all.map((name) => toVersion(entity, name) ?? 0);
  return `${entity.index}-v${Math.max(1, ...versions) + 1}`;
}

function behindAny(name: string, ...aliases: readonly (readonly string[])[]): boolean {
  return aliases.some((names) => names.includes(name));
}
