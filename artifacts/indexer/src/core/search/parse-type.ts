import type { Entity } from '../entity.ts';
import { expected, listNames } from './invalid-request.ts';
import type { InvalidRequest } from './search-request.ts';

/** The first is meant when there is none. */
export function parseType(value: unknown, searched: readonly Entity[]): Entity | InvalidRequest {
  const names = searched.map(({ name }) => name);
  const entity = searched.find(({ name }, i) => (value === undefined ? i === 0 : name === value));
  return entity ?? expected('type', `one of ${listNames(names)}`, value);
}
