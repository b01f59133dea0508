import type { ErrorObject } from 'ajv';
import { findCombinator } from './find-combinator.ts';
import { type Failure, phraseFailure } from './phrase-failure.ts';
import type { JsonSchema } from './resolve-schema.ts';

/** Ours: a body may be wrong in a hundred thousand ways at once. */
const maxMessages = 20;

/**
 * Turns ajv's errors (`allErrors`, `verbose`) into the list that API Gateway's validator writes, such as
 * `[object has missing required properties (["name"])]`. Its order, too: keywords of one value alphabetically, members
 * by name, and nothing on a deeper level once something has failed.
 */
export function explainSchemaErrors(errors: readonly ErrorObject[], schema: JsonSchema): string {
  const messages = orderFailures(groupErrors(errors, schema)).map(phraseFailure);
  const shown = messages.slice(0, maxMessages);
  return `[${[...shown, ...(messages.length > maxMessages ? ['…'] : [])].join(', ')}]`;
}

/** One failure for each value and keyword: ajv reports each missing or unknown member on its own. */
function groupErrors(errors: readonly ErrorObject[], schema: JsonSchema): readonly Failure[] {
  const groups = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    const combinator = findCombinator(error);
    // Of `oneOf`, `anyOf` and `not` only their own error counts. `allOf` has none of its own: its branches' stand for it.
    if (combinator && combinator.keyword !== 'allOf') continue;
    const { instancePath, schemaPath } = combinator ?? error;
    const id = JSON.stringify([
      instancePath,
      schemaPath,
      error.keyword === 'dependencies' ? error.params.property : '',
    ]);
    const group = groups.get(id);
    if (group) group.push(error);
    else groups.set(id, [error]);
  }
  return [...groups.values()].map((group) => toFailure(group, schema));
}

function toFailure(group: readonly ErrorObject[], schema: JsonSchema): Failure {
  const [error] = group;
  if (error === undefined) throw new Error('Expected a group of at least one error.');
  const combinator = findCombinator(error);
  const members = group.map(({ params }) => params.missingProperty ?? params.additionalProperty);
  return {
    keyword: combinator?.keyword ?? error.keyword,
    instancePath: combinator?.instancePath ?? error.instancePath,
    error,
    members: members.filter((member) => member !== undefined).sort(),
    failedBranches: new Set(group.map((each) => findCombinator(each)?.branch)).size,
    branchCount: combinator ? countBranches(schema, combinator.schemaPath) : 0,
  };
}

function countBranches(schema: JsonSchema, schemaPath: string): number {
  const keys = schemaPath
    .split('/')
    .slice(1)
    .map((key) => unescapePointer(decodeURIComponent(key)));
  const branches = keys.reduce<unknown>((node, key) => Reflect.get(Object(node), key), schema);
  return Array.isArray(branches) ? branches.length : 0;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

interface Level {
  readonly failures: Failure[];
  readonly children: Map<string, Level>;
}

function orderFailures(failures: readonly Failure[]): readonly Failure[] {
  const root: Level = { failures: [], children: new Map() };
  for (const failure of failures) {
    let level = root;
    for (const key of failure.instancePath.split('/').slice(1).map(unescapePointer)) {
      const child = level.children.get(key) ?? { failures: [], children: new Map() };
      level.children.set(key, child);
      level = child;
    }
    level.failures.push(failure);
  }
  return visit(root, []);
}

function visit(level: Level, ordered: Failure[]): Failure[] {
  ordered.push(...level.failures.sort((left, right) => compare(left.keyword, right.keyword)));
  if (ordered.length > 0) return ordered;
  for (const [, child] of [...level.children].sort(([left], [right]) => compare(left, right))) visit(child, ordered);
  return ordered;
}

/** Indexes by number, names by code unit. */
function compare(left: string, right: string): number {
  const byNumber = Number(left) - Number(right);
  if (byNumber < 0 || byNumber > 0) return byNumber;
  return left < right ? -1 : Number(left > right);
}
