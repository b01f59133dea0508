import draft04 from 'ajv-draft-04';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import type { JsonSchema } from './resolve-schema.ts';

export interface Model {
  /** What is wrong with the value, in the words of API Gateway's validator; undefined for a valid one. */
  readonly explain: (value: unknown) => string | undefined;
}

// Patterns without the `u` flag, as in Java's ECMA 262 engine. `verbose` keeps the value beside each error.
const options = {
  strict: false,
  allErrors: true,
  verbose: true,
  validateFormats: false,
  unicodeRegExp: false,
} as const;

/** Compiles a resolved schema once, as draft 4. Throws an Error when it is not valid draft 4. */
export function compileModel(schema: JsonSchema): Model {
  const isValid = new draft04.default({ ...options, logger: false }).compile(schema);
  return {
    explain: (value) => (isValid(value) ? undefined : explainSchemaErrors(isValid.errors ?? [], schema)),
  };
}
