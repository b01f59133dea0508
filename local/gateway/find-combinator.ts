import type { ErrorObject } from 'ajv';

/** The outermost `allOf`, `anyOf`, `oneOf` or `not` that an error arose within. */
export interface Combinator {
  readonly keyword: string;
  /** Index in the list; undefined for `not`. */
  readonly branch: string | undefined;
  /** The schema path up to and with the keyword. */
  readonly schemaPath: string;
  /** The value that all branches were tried on; the error may be about a part of it. */
  readonly instancePath: string;
}

const combinators = new Set(['allOf', 'anyOf', 'oneOf', 'not']);
const intoMember = new Set(['properties', 'patternProperties']);
const intoAny = new Set(['items', 'additionalItems', 'additionalProperties']);

/** Undefined for an error outside of all combinators; the error *of* a combinator is not within it. */
export function findCombinator({ schemaPath, instancePath }: ErrorObject): Combinator | undefined {
  const steps = schemaPath.split('/');
  const keys = instancePath.split('/');
  let depth = 1;
  let index = 1;
  while (index < steps.length - 1) {
    const keyword = steps[index] ?? '';
    const next = steps[index + 1] ?? '';
    if (combinators.has(keyword)) {
      return {
        keyword,
        branch: keyword === 'not' ? undefined : next,
        schemaPath: steps.slice(0, index + 1).join('/'),
        instancePath: keys.slice(0, depth).join('/'),
      };
    }
    if (intoMember.has(keyword) || intoAny.has(keyword)) depth += 1;
    // A keyword that is followed by a name or an index, which might itself read like a keyword.
    const isNamed = intoMember.has(keyword) || keyword === 'dependencies' || /^\d+$/.test(next);
    index += isNamed ? 2 : 1;
  }
  return undefined;
}
