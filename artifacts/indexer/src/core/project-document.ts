import { getAttribute, type Item, isMalformed, type Malformed } from './attribute-value.ts';
import { attributeValueToJson } from './attribute-value-to-json.ts';
import type { Upsert } from './change.ts';
import { isHashed, keyField } from './encode-document-id.ts';
import type { Join } from './entity.ts';

/** JSON text of each field that a document takes from other items, by field name. */
export type JoinedFields = Readonly<Record<string, string>>;

/**
 * An item as its entity shows it: the document's JSON text, listed fields in their order, then the joined ones, and the key
 * where the document id does not tell it.
 */
export function projectDocument({ entity, item, key, documentId }: Upsert, joined: JoinedFields): string | Malformed {
  const members: string[] = [];
  for (const field of entity.fields) {
    const value = getAttribute(item, field);
    if (value === undefined) continue;
    const json = attributeValueToJson(value);
    if (typeof json !== 'string') return { malformed: `In \`${field}\`: ${json.malformed}` };
    members.push(`${toNameText(field)}:${json}`);
  }
  for (const field of Object.keys(joined)) members.push(`${toNameText(field)}:${joined[field]}`);
  if (isHashed(documentId)) members.push(`"${keyField}":${JSON.stringify(key)}`);
  return `{${members.join(',')}}`;
}

/** Field names come from the entities: few, and the same for every document. */
const nameTexts = new Map<string, string>();

function toNameText(field: string): string {
  const known = nameTexts.get(field);
  if (known !== undefined) return known;
  const text = JSON.stringify(field);
  nameTexts.set(field, text);
  return text;
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
