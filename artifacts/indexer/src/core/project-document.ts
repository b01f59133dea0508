import { getAttribute, type Item, isMalformed, type Malformed } from './attribute-value.ts';
import { attributeValueToJson } from './attribute-value-to-json.ts';
import type { Entity, Join } from './entity.ts';

/** JSON text of each field that a document takes from other items, by field name. */
export type JoinedFields = Readonly<Record<string, string>>;

/** An item as its entity shows it: the document's JSON text, listed fields in their order, then the joined ones. */
export function projectDocument(entity: Entity, item: Item, joined: JoinedFields): string | Malformed {
  const members: string[] = [];
  for (const field of entity.fields) {
    const value = getAttribute(item, field);
    if (value === undefined) continue;
    const json = attributeValueToJson(value);
    if (isMalformed(json)) return { malformed: `In \`${field}\`: ${json.malformed}` };
    members.push(`${JSON.stringify(field)}:${json}`);
  }
  for (const [field, json] of Object.entries(joined)) members.push(`${JSON.stringify(field)}:${json}`);
  return `{${members.join(',')}}`;
}

/** The fields that `join` takes from an item; none from an absent one. */
export function projectJoin(join: Join, item: Item | undefined): JoinedFields | Malformed {
  const fields: Record<string, string> = {};
  for (const [field, name] of Object.entries(join.fields)) {
    const value = item && getAttribute(item, name);
    if (value === undefined) continue;
    const json = attributeValueToJson(value);
    if (isMalformed(json)) return { malformed: `In \`${field}\`: ${json.malformed}` };
    fields[field] = json;
  }
  return fields;
}

export function hasSameFields(a: JoinedFields, b: JoinedFields): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
