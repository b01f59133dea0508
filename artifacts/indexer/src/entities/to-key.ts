import type { Key } from '../core/attribute-value.ts';

/** Keys as `<type>:<id>`, the parts of an id with a colon between: how all entities of the library have theirs. */
export function toKeyOf(type: string): (id: readonly string[]) => Key {
  return (id) => ({ id: { S: [type, ...id].join(':') } });
}
