import { type Entity, toWriteAlias } from '../core/entity.ts';
import { IndexerError } from '../core/errors.ts';
import { parseBody, type SendRequest } from './send-request.ts';
import { sendUntilAnswered } from './send-until-answered.ts';

/** The concrete indexes that an entity is written to now. Throws when there is none or nobody can tell. */
export type FindWriteTargets = (entity: Entity) => Promise<readonly string[]>;

/** A rebuild waits for as long as this, plus a function's time limit, before it relies on its new index being written. */
export const maxTargetAgeMs = 5_000;

interface TargetDependencies {
  readonly entities: readonly Entity[];
  readonly send: SendRequest;
  /** Waits before a repetition; absent: there is none. */
  readonly pause?: (attempt: number) => Promise<boolean>;
  readonly nowMs: () => number;
}

type Targets = ReadonlyMap<string, readonly string[]>;

/** Resolves `<index>-write` of all entities in one request, and again when the answer is older than five seconds. */
export function createFindWriteTargets({ nowMs, ...dependencies }: TargetDependencies): FindWriteTargets {
  let resolved: { readonly atMs: number; readonly targets: Targets } | undefined;
  return async (entity) => {
    const atMs = nowMs();
    if (!resolved || atMs - resolved.atMs >= maxTargetAgeMs || atMs < resolved.atMs) {
      resolved = { atMs, targets: await fetchTargets(dependencies) };
    }
    const alias = toWriteAlias(entity);
    const found = resolved.targets.get(alias);
    if (found) return found;
    resolved = undefined;
    throw new IndexerError('search.no-write-target', `Expected an index with the alias \`${alias}\`, got none.`);
  };
}

async function fetchTargets({ entities, send, pause = never }: Omit<TargetDependencies, 'nowMs'>): Promise<Targets> {
  const aliases = entities.map(toWriteAlias);
  // By the names of what is looked at: `/_alias/<names>` is a request about every index there is, to access control.
  const query = { ignore_unavailable: 'true' };
  const request = { method: 'GET', path: `/${aliases.join(',')}/_alias`, query } as const;
  const reply = await sendUntilAnswered(request, { send, pause });
  const outcome = reply.kind === 'none' ? reply.reason : reply.status;
  if (outcome === 401 || outcome === 403) {
    throw new IndexerError('search.forbidden', `Expected to be allowed to read aliases, got ${outcome}.`);
  }
  if (reply.kind === 'none' || outcome !== 200) {
    throw new IndexerError('search.unavailable', `Expected OpenSearch to list aliases, got ${outcome}.`);
  }
  return toTargets(parseBody(reply.text), aliases);
}

async function never(): Promise<boolean> {
  return false;
}

function toTargets(body: unknown, aliases: readonly string[]): Targets {
  const targets = new Map<string, string[]>();
  for (const [index, value] of Object.entries(toRecord(body))) {
    for (const alias of Object.keys(toRecord(toRecord(value).aliases))) {
      if (aliases.includes(alias)) targets.set(alias, [...(targets.get(alias) ?? []), index].sort());
    }
  }
  return targets;
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
