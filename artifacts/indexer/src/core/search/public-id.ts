import type { Entity } from '../entity.ts';
import type { JsonObject } from '../exact-json.ts';

/** The id by which the API knows a document: its parts with `:` between. */
export function joinId({ id }: Entity, document: JsonObject): string {
  return id.map((name) => String(document[name])).join(':');
}

/**
 * The parts of an id, with `/` or `:` between; an id of one part is taken as it stands. Undefined when it is none of this
 * entity.
 */
export function splitId({ id }: Entity, text: string): readonly string[] | undefined {
  const parts = id.length === 1 ? [text] : text.split(/[/:]/);
  return parts.length === id.length && !parts.includes('') ? parts : undefined;
}
