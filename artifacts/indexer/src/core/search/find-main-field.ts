import type { Entity } from '../entity.ts';

/** The field that weighs most in a search: what the entity is called by. It has a `.keyword`. Undefined when nothing is searched. */
export function findMainField({ searchFields }: Entity): string | undefined {
  const [first] = [...searchFields].sort((a, b) => b.weight - a.weight);
  return first?.field;
}
