import { doubleOf } from './java-number.ts';
import { type JavaMap, type JavaValue, listOf, mapOf } from './java-value.ts';
import { printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

/** Where a template's overrides go. The caller keeps both from the request template to the response template. */
export interface RequestOverride {
  readonly header: Record<string, unknown>;
  readonly path: Record<string, unknown>;
  readonly querystring: Record<string, unknown>;
}

export interface ResponseOverride {
  readonly header: Record<string, unknown>;
  status?: unknown;
}

/** `$context`: plain nested values, and the two objects that receive what templates override. */
export interface TemplateContext {
  readonly [name: string]: unknown;
  readonly requestOverride?: RequestOverride;
  readonly responseOverride?: ResponseOverride;
}

/** Plain values as the template sees them; only the overrides write through to the caller's objects. */
export function wrapContext(context: Readonly<Record<string, unknown>>): JavaMap {
  const entries = Object.entries(context).map(([name, value]) => {
    return [name, isOverride(name) ? wrapOverride(value, `$context.${name}`) : toJava(value)] as const;
  });
  const beforePut = (name: JavaValue) => {
    if (isOverride(name)) throw new TemplateError(`Expected one override at a time below $context.${name}`);
  };
  return { kind: 'map', entries: new Map(entries), beforePut };
}

const isOverride = (name: JavaValue): name is string => name === 'requestOverride' || name === 'responseOverride';

/** API Gateway takes one override per parameter; it fails on the second one, in whichever template it stands. */
function wrapOverride(target: unknown, name: string): JavaValue {
  if (!isRecord(target)) return toJava(target);
  const entries = Object.entries(target).map(([key, value]) => [key, wrapOverride(value, `${name}.${key}`)] as const);
  const beforePut = (key: JavaValue, value: JavaValue) => {
    const text = printValue(key) ?? '';
    if (Object.hasOwn(target, text)) throw new TemplateError(`Expected one override of ${name}.${text}, got a second`);
    // Defined, not assigned: a header named __proto__ is a header.
    Object.defineProperty(target, text, {
      value: toPlain(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  };
  return { kind: 'map', entries: new Map(entries), beforePut };
}

export function toJava(value: unknown): JavaValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value === 'number') return numberToJava(value);
  if (Array.isArray(value)) return listOf(value.map(toJava), 'jsonArray');
  return mapOf(new Map(Object.entries(value).map(([key, item]) => [key, toJava(item)])));
}

function numberToJava(value: number): JavaValue {
  if (!Number.isSafeInteger(value)) return doubleOf(value);
  return value >= -2147483648 && value <= 2147483647 ? value : BigInt(value);
}

/** What the gateway gets to see of an override: text, number or Boolean; anything else as the text it prints. */
function toPlain(value: JavaValue): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  return printValue(value) ?? '';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
