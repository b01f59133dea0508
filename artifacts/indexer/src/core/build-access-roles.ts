import { type Entity, toWriteAlias } from './entity.ts';

/** What a function does to the indexes, and so what it may do. Each has its own role inside OpenSearch. */
export const duties = ['writer', 'keeper', 'reader'] as const;
export type Duty = (typeof duties)[number];

/** ARNs of the functions' IAM roles, by what they do. */
export type FunctionRoles = Readonly<Record<Duty, readonly string[]>>;

/** A role of OpenSearch's security plugin and who has it, in the words of its HTTP interface. */
export interface AccessRole {
  readonly name: string;
  readonly permissions: Permissions;
  readonly mapping: { readonly backend_roles: readonly string[] };
}

interface Permissions {
  readonly description: string;
  readonly cluster_permissions: readonly string[];
  readonly index_permissions: readonly [
    { readonly index_patterns: readonly string[]; readonly allowed_actions: readonly string[] },
  ];
}

type Actions = Readonly<Record<'cluster' | 'index', readonly string[]>>;

// A name with `*` at its end means an action with its parts on the shards, which are checked one by one.
const writing: Actions = {
  // Requests about several indexes: each of these is checked as well, by the actions below.
  cluster: ['indices:data/read/mget', 'indices:data/write/bulk'],
  index: [
    'indices:admin/aliases/get',
    'indices:admin/refresh*',
    'indices:data/read/mget*',
    'indices:data/read/search',
    'indices:data/write/bulk*',
    'indices:data/write/delete',
    'indices:data/write/index',
    'indices:monitor/settings/get',
  ],
};
const actionsOf: Readonly<Record<Duty, Actions>> = {
  writer: writing,
  keeper: {
    cluster: ['cluster:monitor/health', ...writing.cluster],
    index: [...writing.index, 'indices:admin/aliases', 'indices:admin/create', 'indices:admin/delete'],
  },
  reader: {
    cluster: [],
    // A point in time is opened by a search of several pages that shall not change on the way, and deleted by its last.
    index: [
      'indices:data/read/point_in_time/create',
      'indices:data/read/point_in_time/delete',
      'indices:data/read/search',
    ],
  },
};
const descriptions: Readonly<Record<Duty, string>> = {
  writer: 'Writes documents and looks at what it has written',
  keeper: 'Compares, repairs and rebuilds the indexes',
  reader: 'Searches, and nothing else',
};

/** Every role, with only what the requests of its functions need. `searched`: the entities that functions only search. */
export function buildAccessRoles(
  { entities, searched }: { readonly entities: readonly Entity[]; readonly searched: readonly Entity[] },
  holders: FunctionRoles,
): readonly AccessRole[] {
  return duties.map((duty) => ({
    name: `millrace-${duty}`,
    permissions: {
      description: descriptions[duty],
      cluster_permissions: actionsOf[duty].cluster,
      index_permissions: [
        {
          // An alias stands for the indexes behind it: a search goes nowhere else.
          index_patterns: duty === 'reader' ? searched.map(({ index }) => index) : entities.flatMap(toIndexPatterns),
          allowed_actions: actionsOf[duty].index,
        },
      ],
    },
    mapping: { backend_roles: holders[duty] },
  }));
}

/** The versions of an index by name, as one that is about to be made has no alias; the aliases, as they may lead nowhere. */
function toIndexPatterns(entity: Entity): readonly string[] {
  return [entity.index, toWriteAlias(entity), `${entity.index}-v*`];
}
