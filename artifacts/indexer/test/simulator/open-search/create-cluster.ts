import { type Answer, acknowledged, missingIndex, problem } from './answer.ts';
import { type Body, createIndexModel, type IndexModel, type Source } from './create-index-model.ts';

export interface NamedIndex {
  readonly name: string;
  readonly index: IndexModel;
}

/** The indexes of a cluster, and the aliases that lead to them. */
export interface Cluster {
  readonly settings: Map<string, unknown>;
  readonly find: (name: string) => IndexModel | undefined;
  /** The indexes behind a name, a comma-separated list of names, or `_all`; none when there is no such thing. */
  readonly resolve: (names: string) => readonly NamedIndex[];
  readonly create: (name: string, body: Body) => Answer;
  readonly remove: (names: string) => Answer;
  /** All actions, or none. */
  readonly changeAliases: (actions: readonly AliasAction[]) => Answer;
  /** Aliases by index: those of these indexes (lenient: of those that exist), or those of these names. */
  readonly listAliases: (indexes: string | undefined, aliases: string | undefined, isLenient?: boolean) => Answer;
}

export type AliasAction = Readonly<Record<string, AliasTarget>>;

interface AliasTarget {
  readonly index?: string;
  readonly alias?: string;
  readonly must_exist?: boolean;
}

interface ClusterOptions {
  readonly nowMs: () => number;
  readonly written: (index: string, id: string, after: Source | undefined) => void;
}

export function createCluster({ nowMs, written }: ClusterOptions): Cluster {
  let indexes: ReadonlyMap<string, IndexModel> = new Map();
  /** Names of indexes by alias. */
  let aliases: ReadonlyMap<string, ReadonlySet<string>> = new Map();

  const resolveOne = (name: string): readonly NamedIndex[] => {
    if (name.endsWith('*')) return [...indexes].flatMap(([each, index]) => toMatching(name, { name: each, index }));
    const names = indexes.has(name) ? [name] : [...(aliases.get(name) ?? [])].sort();
    return names.flatMap((each) => toNamed(each, indexes.get(each)));
  };
  const resolve: Cluster['resolve'] = (names) =>
    names === '_all' ? [...indexes].map(([name, index]) => ({ name, index })) : names.split(',').flatMap(resolveOne);

  return {
    settings: new Map(),
    find: (name) => indexes.get(name),
    resolve,
    create: (name, { aliases: wanted = {}, ...definition }) => {
      if (indexes.has(name)) return problem(400, 'resource_already_exists_exception', `index [${name}] exists`);
      if (aliases.has(name)) return problem(400, 'invalid_index_name_exception', `[${name}] is an alias`);
      const options = {
        definition,
        nowMs,
        written: (id: string, after: Source | undefined) => written(name, id, after),
      };
      indexes = new Map(indexes).set(name, createIndexModel(options));
      for (const alias of Object.keys(wanted as Body)) aliases = addAlias(aliases, alias, name);
      return { status: 200, body: { acknowledged: true, shards_acknowledged: true, index: name } };
    },
    remove: (names) => {
      const missing = names.split(',').find((name) => !indexes.has(name));
      if (missing !== undefined) return missingIndex(missing);
      for (const name of names.split(',')) {
        indexes = new Map([...indexes].filter(([each]) => each !== name));
        aliases = removeAliases(aliases, name);
      }
      return acknowledged;
    },
    changeAliases: (actions) => {
      let changed = aliases;
      let left = indexes;
      let count = 0;
      for (const action of actions) {
        const [[verb, target] = ['', {}]] = Object.entries(action);
        const { index = '', alias = '' } = target;
        if (!left.has(index)) return missingIndex(index);
        // What is not there is not removed, and only a request that would do nothing at all is refused.
        if (verb === 'remove' && !aliases.get(alias)?.has(index) && target.must_exist !== true) continue;
        if (verb === 'remove' && !aliases.get(alias)?.has(index)) return missingAlias(alias);
        if (verb === 'add' && indexes.has(alias)) return problem(400, 'invalid_alias_name_exception');
        count += 1;
        if (verb === 'add') changed = addAlias(changed, alias, index);
        else if (verb === 'remove') changed = removeAliases(changed, index, alias);
        else if (verb === 'remove_index') {
          changed = removeAliases(changed, index);
          left = new Map([...left].filter(([each]) => each !== index));
        } else throw new Error(`The model has no alias action \`${verb}\`.`);
      }
      if (count === 0) return missingAlias(String(actions.map((action) => action.remove?.alias)));
      aliases = changed;
      indexes = left;
      return acknowledged;
    },
    listAliases: (of, wanted, isLenient = false) => {
      const required = isLenient ? [] : (of?.split(',').filter((name) => !name.endsWith('*')) ?? []);
      const missing = required.find((name) => resolveOne(name).length === 0);
      if (missing !== undefined) return missingIndex(missing);
      const names = wanted?.split(',');
      const found = resolve(of ?? '_all').flatMap(({ name }) => {
        const carried = [...aliases].filter(([alias, set]) => set.has(name) && (names?.includes(alias) ?? true));
        if (carried.length === 0 && names) return [];
        return [[name, { aliases: Object.fromEntries(carried.map(([alias]) => [alias, {}])) }] as const];
      });
      const isWhole = names?.every((alias) => found.some(([, value]) => alias in value.aliases)) ?? true;
      const body = Object.fromEntries(found);
      return isWhole ? { status: 200, body } : { status: 404, body: { error: 'alias missing', status: 404, ...body } };
    },
  };
}

function missingAlias(alias: string): Answer {
  return problem(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
}

type Aliases = ReadonlyMap<string, ReadonlySet<string>>;

function addAlias(aliases: Aliases, alias: string, index: string): Aliases {
  return new Map(aliases).set(alias, new Set([...(aliases.get(alias) ?? []), index]));
}

/** One alias of an index, or all of them. */
function removeAliases(aliases: Aliases, index: string, alias?: string): Aliases {
  const entries = [...aliases].map(([name, set]) => {
    const isMeant = alias === undefined || alias === name;
    return [name, isMeant ? new Set([...set].filter((each) => each !== index)) : set] as const;
  });
  return new Map(entries.filter(([, set]) => set.size > 0));
}

function toMatching(pattern: string, named: NamedIndex): readonly NamedIndex[] {
  return named.name.startsWith(pattern.slice(0, -1)) ? [named] : [];
}

function toNamed(name: string, index: IndexModel | undefined): readonly NamedIndex[] {
  return index ? [{ name, index }] : [];
}
