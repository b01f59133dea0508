import { expect, test } from '@jest/globals';
import { resolveSchema } from './resolve-schema.ts';

function resolve(schema: unknown, schemas: Readonly<Record<string, unknown>> = {}) {
  const problems: string[] = [];
  const resolved = resolveSchema(schema, ['here'], {
    schemas,
    report: (place, message) => problems.push(`${place.join('.')}: ${message}`),
  });
  return { resolved, problems };
}

test('puts referenced schemas in place, within members, items and other slots', () => {
  const id = { type: 'string', minLength: 27 };
  const ref = { $ref: '#/components/schemas/Id' };
  const slots = (value: unknown) => ({
    properties: { a: value },
    patternProperties: { '^x': value },
    items: value,
    additionalProperties: value,
    not: value,
  });

  expect(resolve(slots(ref), { Id: id })).toEqual({ resolved: slots(id), problems: [] });
});

test('leaves out what API Gateway does not enforce, but never a member of that name', () => {
  const schema = {
    type: 'object',
    title: 't',
    description: 'd',
    minItems: 1,
    maxItems: 2,
    readOnly: true,
    default: {},
    exclusiveMinimum: true,
    nullable: true,
    example: 1,
    'x-ours': 1,
    properties: { title: { type: 'string', example: 'x' }, default: { enum: ['default'] } },
    required: ['title'],
  };

  expect(resolve(schema).resolved).toEqual({
    type: 'object',
    properties: { title: { type: 'string' }, default: { enum: ['default'] } },
    required: ['title'],
  });
});

test('keeps the branches of a combination', () => {
  const schema = {
    oneOf: [{ type: 'null' }, { type: 'string', nullable: true }],
    dependencies: { a: ['b'], c: { example: 1 } },
  };

  expect(resolve(schema).resolved).toEqual({
    oneOf: [{ type: 'null' }, { type: 'string' }],
    dependencies: { a: ['b'], c: {} },
  });
});

test.each([
  ['an unknown schema', { $ref: '#/components/schemas/Nobody' }, 'here: Expected a schema named `Nobody`'],
  ['a reference to elsewhere', { $ref: 'other.yaml#/X' }, 'here: Expected a reference to #/components/schemas/…'],
  [
    'a recursive schema',
    { items: { $ref: '#/components/schemas/Tree' } },
    'components.schemas.Tree.items: Expected no recursive schema',
  ],
  [
    'a reference within oneOf',
    { oneOf: [{ items: { $ref: '#/components/schemas/Id' } }] },
    'here.oneOf.0.items: Expected no $ref within oneOf',
  ],
  ['a format that only AWS checks', { format: 'email' }, 'here.format: Expected no format `email`'],
  ['no schema at all', { properties: { a: 'string' } }, 'here.properties.a: Expected a schema object'],
])('refuses %s', (_, schema, problem) => {
  const schemas = { Id: {}, Tree: { items: { $ref: '#/components/schemas/Tree' } } };

  expect(resolve(schema, schemas).problems).toEqual([expect.stringContaining(problem)]);
});

test('accepts formats that nobody checks', () => {
  expect(resolve({ type: 'integer', format: 'int64' }).problems).toEqual([]);
});
