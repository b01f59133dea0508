import { expect, test } from '@jest/globals';
import { entities, measured } from '../../artifacts/indexer/src/entities/registry.ts';
import { contract, type Schema } from '../support/contract.ts';

type Mapping = Readonly<
  Record<string, { readonly type: string; readonly ignore_above?: number; readonly fields?: object }>
>;

const mappingOf = (entity: (typeof entities)[number]): Mapping => entity.definition.mappings.properties as Mapping;

/** What a member of this schema may be in an index; `isDecimal`: digits as text in the API, a number in the index. */
function allowedTypes(schema: Schema, isDecimal: boolean): readonly string[] {
  if (isDecimal) return ['double'];
  if (schema.description === 'Epoch milliseconds') return ['date'];
  if (schema.type === 'integer') return ['long'];
  return ['keyword', 'text'];
}

/** The heartbeat is no part of the API: heartbeat.test.ts holds its mapping against what is written. */
const shownEntities = entities.filter((entity) => entity !== measured);

test.each(shownEntities.map((entity) => [entity.name, entity] as const))(
  'indexes every public attribute of %s but those excluded with a reason, and nothing else',
  (name, entity) => {
    const shown = Object.keys(contract.components.schemas[name]?.properties ?? {});
    const excluded = Object.keys(entity.unindexed);
    const joined = entity.joins.flatMap((join) => Object.keys(join.fields));

    expect(excluded.filter((attribute) => !shown.includes(attribute))).toEqual([]);
    expect([...entity.fields].sort()).toEqual(shown.filter((attribute) => !excluded.includes(attribute)).sort());
    expect(Object.keys(mappingOf(entity)).sort()).toEqual([...entity.fields, ...joined].sort());
  },
);

const members = shownEntities.flatMap((entity) =>
  entity.fields.map((field) => [`${entity.name}.${field}`, entity, field] as const),
);

test.each(members)('maps %s to the type that its schema says', (_, entity, field) => {
  const schema = contract.components.schemas[entity.name]?.properties?.[field] ?? {};

  expect(allowedTypes(schema, entity.decimals.includes(field))).toContain(mappingOf(entity)[field]?.type);
});

test.each(entities.map((entity) => [entity.index, entity] as const))(
  'keeps %s from refusing long text, guessing types and forgetting deletes early',
  (_, entity) => {
    const keywords = JSON.stringify(entity.definition.mappings).match(/"type":"keyword"[^}]*\}/g) ?? [];

    expect(keywords.length).toBeGreaterThan(0);
    for (const keyword of keywords) expect(keyword).toContain('"ignore_above":8191');
    expect(entity.definition.mappings.dynamic).toBe(false);
    expect(entity.definition.settings).toMatchObject({ index: { gc_deletes: '1h' } });
  },
);
