import { JSONPath } from 'jsonpath-plus';
import { type JavaMap, type JavaValue, listOf } from './java-value.ts';
import { TemplateError } from './template-error.ts';

/** JSONPath as Jayway's library reads it. Paths of names and indexes are walked; the rest goes to jsonpath-plus. */

type Walk = (root: JavaValue) => JavaValue | undefined;

const walks = new Map<string, Walk>();

/**
 * Undefined where a path of names and indexes leads nowhere. A path that can hit several places (`..`, `*`, a slice,
 * a filter) gives a list. Throws TemplateError for a path that is not JSONPath, and for parts not supported here.
 */
export function readPath(root: JavaValue, path: string): JavaValue | undefined {
  const known = walks.get(path);
  if (known) return known(root);
  const walk = compilePath(path);
  // Templates hold few paths, but may also build them from what a client sends.
  if (walks.size < 1000) walks.set(path, walk);
  return walk(root);
}

const name = '[\\p{L}\\p{N}_-]+';
const quoted = `\\['([^'\\\\]*)'\\]|\\["([^"\\\\]*)"\\]`;
const definiteStep = new RegExp(`\\.(${name})|\\[\\s*(-?\\d+)\\s*\\]|${quoted}`, 'uy');
const anyPath = new RegExp(
  `^\\$(?:\\.\\.?(?:${name}|\\*)|(?:\\.\\.)?\\[(?:\\*|-?\\d+(?:,-?\\d+)*|-?\\d*:-?\\d*|\\?\\([^()]*\\))\\]|${quoted})+$`,
  'u',
);

function compilePath(path: string): Walk {
  const trimmed = path.trim();
  const full = /^[$@]/.test(trimmed) ? `$${trimmed.slice(1)}` : `$.${trimmed}`;
  const steps: (string | number)[] = [];
  definiteStep.lastIndex = 1;
  while (definiteStep.lastIndex < full.length) {
    const found = definiteStep.exec(full);
    if (!found) return compileGeneral(full);
    const [, dotted, index, single, double] = found;
    steps.push(index === undefined ? (dotted ?? single ?? double ?? '') : Number(index));
  }
  return (root) => steps.reduce<JavaValue | undefined>(take, root);
}

function take(value: JavaValue | undefined, key: string | number): JavaValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value.kind === 'map' && typeof key === 'string') return value.entries.get(key);
  return value.kind === 'list' && typeof key === 'number' ? value.items.at(key) : undefined;
}

function compileGeneral(path: string): Walk {
  if (!anyPath.test(path)) throw new TemplateError(`Expected a JSONPath, got ${JSON.stringify(path)}`);
  return (root) => {
    const originals = new Map<unknown, JavaValue>();
    const json = toPlain(root, originals);
    const found: unknown = JSONPath({ path, json: json as object, eval: 'safe', ignoreEvalErrors: true, wrap: true });
    if (!Array.isArray(found)) return listOf([], 'jsonArray');
    return listOf(
      found.map((value) => originals.get(value) ?? (value as null | string | boolean | number)),
      'jsonArray',
    );
  };
}

/** A copy that jsonpath-plus can search; `originals` leads from its parts back. Numbers that JSON cannot hold fail. */
function toPlain(value: JavaValue, originals: Map<unknown, JavaValue>): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value;
  if (typeof value === 'bigint') return keepNumber(Number(value), value, originals);
  let copy: unknown;
  if (value.kind === 'list') copy = value.items.map((item) => toPlain(item, originals));
  else if (value.kind === 'map') copy = toRecord(value, originals);
  else if ('value' in value) return keepNumber(Number(value.value), value, originals);
  else throw new TemplateError('Expected JSON to search');
  originals.set(copy, value);
  return copy;
}

function toRecord({ entries }: JavaMap, originals: Map<unknown, JavaValue>): unknown {
  const record: unknown = Object.create(null);
  for (const [key, item] of entries)
    Object.defineProperty(record, String(key), { value: toPlain(item, originals), enumerable: true });
  return record;
}

/** Two numbers that one JavaScript number stands for cannot be told apart afterwards. */
function keepNumber(copy: number, value: JavaValue, originals: Map<unknown, JavaValue>): number {
  originals.set(copy, value);
  return copy;
}
