import { LosslessNumber, parse, stringify } from 'lossless-json';
import type { Entity } from '../core/entity.ts';
import { toVersion } from '../core/item-version.ts';
import type { JoinedFields } from '../core/project-document.ts';

/** Names of the fields that a document takes from other items. */
export function toJoinedNames({ joins }: Entity): readonly string[] {
  return joins.flatMap((join) => Object.keys(join.fields));
}

export function parseJoinedFields(source: unknown, entity: Entity): JoinedFields {
  const fields = toRecord(source);
  const names = toJoinedNames(entity).filter((name) => Object.hasOwn(fields, name));
  return Object.fromEntries(names.map((name) => [name, stringify(fields[name]) ?? 'null']));
}

/** The version of the item that a document shows; 0 when there is none that can be used, as for the item itself. */
export function parseItemVersion(value: unknown): bigint {
  return value instanceof LosslessNumber ? (toVersion(value.value) ?? 0n) : 0n;
}

/** An external version as it stands; 0 when there is none that can be read. */
export function parseVersion(value: unknown): bigint {
  return value instanceof LosslessNumber && /^[0-9]{1,19}$/.test(value.value) ? BigInt(value.value) : 0n;
}

export function toNumber(value: unknown): number | undefined {
  return value instanceof LosslessNumber ? Number(value.value) : undefined;
}

/** JSON text of an object, its numbers as they stand in it. Anything else is an object without members. */
export function parseExactly(text: string): Readonly<Record<string, unknown>> {
  try {
    return toRecord(parse(text));
  } catch {
    // Half an answer is no answer: whoever asked finds nothing in it and does not count it as proof.
    return {};
  }
}

export function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Text; anything else is none. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
