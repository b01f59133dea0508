import type { Place } from './parse-definition.ts';

/** A schema without references, cut down to what API Gateway enforces. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface SchemaContext {
  /** `components.schemas`. */
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly report: (place: Place, message: string) => void;
}

// Dropped on import: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
const notEnforced = new Set([
  ...[
    'minItems',
    'maxItems',
    'readOnly',
    'writeOnly',
    'default',
    'exclusiveMinimum',
    'nullable',
    'example',
    'examples',
  ],
  ...['discriminator', 'deprecated', 'title', 'description', 'externalDocs', 'xml', '$schema'],
]);

// Draft 4's own validator (and so, as far as known, API Gateway's) checks these; nothing here does.
const checkedFormats = [
  'date-time',
  'email',
  'hostname',
  'host-name',
  'ip-address',
  'ipv4',
  'ipv6',
  'regex',
  'uri',
  'uuid',
];

const schemaMaps = new Set(['properties', 'patternProperties', 'dependencies']);
const schemaLists = new Set(['allOf', 'anyOf', 'oneOf']);
const schemaSlots = new Set(['items', 'additionalItems', 'additionalProperties', 'not']);
const reference = /^#\/components\/schemas\/(.+)$/;

/**
 * Replaces every `$ref` to `#/components/schemas/…` by what it names and leaves out what API Gateway does not enforce.
 * Reports references elsewhere, to themselves, or within `oneOf`, `anyOf`, `allOf` (which API Gateway refuses), and
 * formats that are checked on AWS only.
 */
export function resolveSchema(schema: unknown, place: Place, context: SchemaContext): JsonSchema {
  return resolveAt(schema, { place, open: [], isBranch: false, ...context });
}

interface Position extends SchemaContext {
  readonly place: Place;
  /** Names of the schemas around this one. */
  readonly open: readonly string[];
  readonly isBranch: boolean;
}

function resolveAt(schema: unknown, position: Position): JsonSchema {
  if (!isRecord(schema)) {
    position.report(position.place, 'Expected a schema object.');
    return {};
  }
  if (Object.hasOwn(schema, '$ref')) return resolveReference(String(schema.$ref), position);
  const entries = Object.entries(schema).filter(([key]) => !notEnforced.has(key) && !key.startsWith('x-'));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, resolveKeyword(key, value, { ...position, place: [...position.place, key] })]),
  );
}

function resolveReference(target: string, position: Position): JsonSchema {
  const name = reference.exec(target)?.[1];
  const problem = explainReference(target, name, position);
  if (problem !== undefined || name === undefined) {
    position.report(position.place, problem ?? '');
    return {};
  }
  const place = ['components', 'schemas', name];
  return resolveAt(position.schemas[name], { ...position, place, open: [...position.open, name] });
}

function explainReference(target: string, name: string | undefined, position: Position): string | undefined {
  if (name === undefined) return `Expected a reference to #/components/schemas/…, got \`${target}\`.`;
  if (position.isBranch) return 'Expected no $ref within oneOf, anyOf or allOf: API Gateway refuses it.';
  if (position.open.includes(name)) return `Expected no recursive schema, got \`${name}\` within itself.`;
  if (!Object.hasOwn(position.schemas, name)) return `Expected a schema named \`${name}\` in components, got none.`;
  return undefined;
}

function resolveKeyword(key: string, value: unknown, position: Position): unknown {
  const at = (part: string | number, isBranch = position.isBranch): Position => {
    return { ...position, isBranch, place: [...position.place, part] };
  };
  if (schemaMaps.has(key) && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, Array.isArray(item) ? item : resolveAt(item, at(name))]),
    );
  }
  if (Array.isArray(value) && (schemaLists.has(key) || key === 'items')) {
    return value.map((item, index) => resolveAt(item, at(index, schemaLists.has(key))));
  }
  if (schemaSlots.has(key) && isRecord(value)) return resolveAt(value, position);
  if (key === 'format' && typeof value === 'string' && checkedFormats.includes(value)) {
    position.report(
      position.place,
      `Expected no format \`${value}\`: AWS checks it, this gateway does not; use a pattern.`,
    );
  }
  return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
