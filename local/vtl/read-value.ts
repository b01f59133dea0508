import { collectionMethods, growingListMethods, listMethods, mapMethods, putEntry } from './collection-methods.ts';
import { isNumber, type JavaNumber } from './java-number.ts';
import type { JavaList, JavaValue } from './java-value.ts';
import { callFrom } from './method-table.ts';
import { booleanMethods, integerMethods, longMethods, numberMethods } from './number-methods.ts';
import { characterMethods, stringMethods } from './string-methods.ts';
import { TemplateError } from './template-error.ts';

/** What `.name`, `.name(…)`, `[index]` and their assignments do to a value. Undefined: the value has no such thing. */

type Target = Exclude<JavaValue, null>;

export function getProperty(target: Target, name: string): JavaValue | undefined {
  // Java has getClass() on everything; what API Gateway makes of it is unknown, and no template needs it.
  if (name === 'class') throw new TemplateError('Expected no use of the property "class"');
  if (typeof target === 'string') return getStringProperty(target, name);
  if (typeof target !== 'object') return undefined;
  if (target.kind === 'map') return target.entries.get(name);
  if (target.kind === 'list') return name === 'empty' ? target.items.length === 0 : undefined;
  return target.kind === 'object' ? target.get(name) : undefined;
}

function getStringProperty(target: string, name: string): JavaValue | undefined {
  if (name === 'bytes' || name === 'blank') throw new TemplateError(`Expected no use of a text's property "${name}"`);
  return name === 'empty' ? target === '' : undefined;
}

/** Throws TemplateError where the Java method throws, and for Java's methods that are missing here. */
export function callMethod(target: Target, name: string, args: readonly JavaValue[]): JavaValue | undefined {
  const call = [name, args] as const;
  if (typeof target === 'string') return callFrom(stringMethods, target, call);
  if (typeof target === 'boolean') return callFrom(booleanMethods, target, call);
  if (isNumber(target)) return callNumber(target, call);
  switch (target.kind) {
    case 'character':
      return callFrom(characterMethods, target, call);
    case 'list':
      return callList(target, call);
    case 'map':
      return callFrom(mapMethods, target, call);
    case 'object':
      return target.call(name, args);
    case 'block':
      return undefined;
  }
}

type Call = readonly [string, readonly JavaValue[]];

function callNumber(target: JavaNumber, call: Call): JavaValue | undefined {
  const own =
    typeof target === 'number'
      ? callFrom(integerMethods, target, call)
      : typeof target === 'bigint'
        ? callFrom(longMethods, target, call)
        : undefined;
  return own === undefined ? callFrom(numberMethods, target, call) : own;
}

function callList(target: JavaList, call: Call): JavaValue | undefined {
  const tables = listTables[target.type];
  for (const table of tables) {
    const result = callFrom(table, target, call);
    if (result !== undefined) return result;
  }
  return undefined;
}

const listTables = {
  jsonArray: [growingListMethods, listMethods, collectionMethods],
  arrayList: [growingListMethods, listMethods, collectionMethods],
  array: [listMethods, collectionMethods],
  collection: [collectionMethods],
} as const;

/** `target[index]`; an index below zero counts from the end. */
export function getIndex(target: Target, index: JavaValue): JavaValue | undefined {
  return callMethod(target, 'get', [fromEnd(target, index)]);
}

export function setProperty(target: Target, name: string, value: JavaValue): void {
  if (typeof target !== 'object') return;
  if (target.kind === 'map') putEntry(target, name, value);
  else if (target.kind === 'object') target.set?.(name, value);
}

export function setIndex(target: Target, index: JavaValue, value: JavaValue): void {
  const args = [fromEnd(target, index), value];
  if (callMethod(target, 'set', args) === undefined) callMethod(target, 'put', args);
}

function fromEnd(target: Target, index: JavaValue): JavaValue {
  if (typeof index !== 'number' || index >= 0) return index;
  const size = callMethod(target, 'size', []);
  if (typeof size !== 'number') throw new TemplateError(`Expected something with a size before the index ${index}`);
  return size + index;
}
