import { atom } from 'jotai/vanilla';

type Named = Readonly<Record<string, unknown>>;

const defaultWrite = atom(0).write;

/**
 * The exported atoms that anybody can set: others are to be given atoms that are only read, and actions, which can be written
 * and hold nothing themselves (`atom(null, write)`). Looks into exported objects, too.
 */
export function findOpenAtoms(exported: Named): readonly string[] {
  return Object.entries(exported).flatMap(([name, value]) => {
    if (!isObject(value)) return [];
    if (isAtom(value)) return isReadOnly(value) || isAction(value) ? [] : [name];
    return Array.isArray(value) ? [] : findOpenAtoms(prefix(name, value));
  });
}

function isObject(value: unknown): value is Named {
  return typeof value === 'object' && value !== null;
}

function isAtom(value: Named): boolean {
  return typeof value.read === 'function';
}

function isReadOnly(value: Named): boolean {
  return !('write' in value);
}

function isAction(value: Named): boolean {
  return value.init === null && value.write !== defaultWrite;
}

function prefix(name: string, value: Named): Named {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [`${name}.${key}`, inner]));
}
