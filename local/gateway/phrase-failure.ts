import type { ErrorObject } from 'ajv';

/** What one value did wrong by one keyword. */
export interface Failure {
  readonly keyword: string;
  readonly instancePath: string;
  /** The error itself; for `allOf`, an error of one of its branches. */
  readonly error: ErrorObject;
  /** The names that the keyword complains of. */
  readonly members: readonly string[];
  /** For `allOf`: how many of its branches failed, and how many there are. */
  readonly failedBranches: number;
  readonly branchCount: number;
}

/** Ours: a client may send megabytes, and all of it would stand in the answer. */
const maxTextLength = 200;
const maxListLength = 20;

/** One message in the words of the Java library `json-schema-validator` 2.2, which API Gateway's messages come from. */
export function phraseFailure(failure: Failure): string {
  const { keyword, error } = failure;
  const { data, schema } = error;
  switch (keyword) {
    case 'type':
      return `instance type (${typeOf(data)}) does not match any allowed primitive type (allowed: ${list(allowedTypes(asList(schema)))})`;
    case 'enum':
      return `instance value (${shorten(JSON.stringify(data))}) not found in enum (possible values: ${JSON.stringify(schema)})`;
    case 'required':
      return `object has missing required properties (${list(failure.members)})`;
    case 'additionalProperties':
      return `object instance has properties which are not allowed by the schema: ${list(failure.members)}`;
    case 'minProperties':
      return `object has too few properties (found ${sizeOf(data)} but schema requires at least ${schema})`;
    case 'maxProperties':
      return `object has too many properties (found ${sizeOf(data)} but schema requires at most ${schema})`;
    case 'dependencies':
      return phraseDependency(failure);
    case 'minLength':
      return `string ${quote(data)} is too short (length: ${sizeOf(data)}, required minimum: ${schema})`;
    case 'maxLength':
      return `string ${quote(data)} is too long (length: ${sizeOf(data)}, maximum allowed: ${schema})`;
    case 'pattern':
      return `ECMA 262 regex "${schema}" does not match input string ${quote(data)}`;
    default:
      return phraseNumber(failure) ?? phraseArray(failure) ?? phraseCombination(failure);
  }
}

function phraseDependency({ error, members }: Failure): string {
  const wanted = list([...error.params.deps.split(', ')].sort());
  return `property "${error.params.property}" of object has missing property dependencies (schema requires ${wanted}; missing: ${list(members)})`;
}

function phraseNumber({ keyword, error: { data, schema, parentSchema } }: Failure): string | undefined {
  switch (keyword) {
    case 'minimum':
      return `numeric instance is lower than the required minimum (minimum: ${schema}, found: ${data})`;
    case 'maximum':
      if (parentSchema?.exclusiveMaximum === true && data === schema) {
        return `numeric instance is not strictly lower than the required maximum ${schema}`;
      }
      return `numeric instance is greater than the required maximum (maximum: ${schema}, found: ${data})`;
    case 'multipleOf':
      return `remainder of division is not zero (${data} / ${schema})`;
    default:
      return undefined;
  }
}

function phraseArray({ keyword, error: { data, params } }: Failure): string | undefined {
  switch (keyword) {
    case 'uniqueItems':
      return 'array must not contain duplicate elements';
    case 'additionalItems':
      return `schema only allows ${params.limit} elements in array but instance has ${sizeOf(data)} elements`;
    default:
      return undefined;
  }
}

function phraseCombination({ keyword, error, failedBranches, branchCount }: Failure): string {
  switch (keyword) {
    case 'allOf':
      return `instance failed to match all required schemas (matched only ${branchCount - failedBranches} out of ${branchCount})`;
    case 'anyOf':
      return `instance failed to match at least one required schema among ${asList(error.schema).length}`;
    case 'oneOf':
      // ajv stops at the second match: of three, two are reported.
      return `instance failed to match exactly one schema (matched ${error.params.passingSchemas?.length ?? 0} out of ${asList(error.schema).length})`;
    case 'not':
      return 'instance matched a schema which it should not have';
    default:
      return `instance failed keyword ${keyword}`;
  }
}

function asList(schema: unknown): readonly string[] {
  return Array.isArray(schema) ? schema : [String(schema)];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** To draft 4's validator, every integer is a number. */
function allowedTypes(named: readonly string[]): readonly string[] {
  return [...new Set(named.includes('number') ? [...named, 'integer'] : named)].sort();
}

/** Members of an object, items of an array, or code points of a string. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, maxListLength).map((name) => JSON.stringify(shorten(name)));
  return `[${[...shown, ...(names.length > maxListLength ? ['…'] : [])].join(',')}]`;
}

/** As the library does it: between quotes, but not escaped. */
function quote(text: unknown): string {
  return `"${shorten(String(text))}"`;
}

function shorten(text: string): string {
  if (text.length <= maxTextLength) return text;
  return `${text.slice(0, maxTextLength).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
