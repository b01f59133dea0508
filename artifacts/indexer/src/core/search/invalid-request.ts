import { isObject, member } from '../stream-event.ts';
import type { InvalidRequest } from './search-request.ts';

type Valid<Members> = { readonly [Name in keyof Members]: Exclude<Members[Name], InvalidRequest> };

const maxShownLength = 60;
const maxShownDepth = 4;

/** By a value of ours: names of members may be a caller's. */
export function isInvalid(value: unknown): value is InvalidRequest {
  return member(value, 'kind') === 'invalid';
}

export function invalid(detail: string): InvalidRequest {
  return { kind: 'invalid', detail };
}

/** Says what was expected at a place of the request, named as its sender would name it, and what came. */
export function expected(path: string, what: string, got: unknown): InvalidRequest {
  return invalid(`Expected \`${path}\` to be ${what}, got ${show(got)}.`);
}

/** All of them, or what is wrong with the first that is invalid. */
export function collect<Value>(values: readonly (Value | InvalidRequest)[]): readonly Value[] | InvalidRequest {
  return values.find(isInvalid) ?? (values as readonly Value[]);
}

/** The members as they are, or what is wrong with the first that is invalid. */
export function collectMembers<Members extends object>(members: Members): Valid<Members> | InvalidRequest {
  return Object.values(members).find(isInvalid) ?? (members as Valid<Members>);
}

/** As it came, but no longer and no deeper than a message bears. */
export function show(value: unknown): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(cut(value, maxShownDepth));
  return `\`${text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text}\``;
}

function cut(value: unknown, depth: number): unknown {
  if (!Array.isArray(value) && !isObject(value)) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((one) => cut(one, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, depth - 1)]));
}

export function listNames(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
