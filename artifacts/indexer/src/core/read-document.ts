import type { Entity } from './entity.ts';
import { isExactNumber, stringifyExactly, toRecord } from './exact-json.ts';
import { toVersion } from './item-version.ts';
import type { JoinedFields } from './project-document.ts';

/** Names of the fields that a document takes from other items. */
export function toJoinedNames({ joins }: Entity): readonly string[] {
  return joins.flatMap((join) => Object.keys(join.fields));
}

export function parseJoinedFields(source: unknown, entity: Entity): JoinedFields {
  const fields = toRecord(source);
  const names = toJoinedNames(entity).filter((name) => Object.hasOwn(fields, name));
  return Object.fromEntries(names.map((name) => [name, stringifyExactly(fields[name])]));
}

/** The version of the item that a document shows; 0 when there is none that can be used, as for the item itself. */
export function parseItemVersion(value: unknown): bigint {
  return isExactNumber(value) ? (toVersion(value.value) ?? 0n) : 0n;
}

/** An external version as it stands; 0 when there is none that can be read. */
export function parseVersion(value: unknown): bigint {
  return isExactNumber(value) && /^[0-9]{1,19}$/.test(value.value) ? BigInt(value.value) : 0n;
}
