import { javaEquals } from './java-equals.ts';
import { type JavaList, type JavaMap, type JavaObject, type JavaValue, listOf } from './java-value.ts';
import { methodTable } from './method-table.ts';
import { printValue } from './print-value.ts';
import { TemplateError } from './template-error.ts';

/** `java.util.Collection`, `List` and `Map`, as far as templates use them. */

/** Refused where the list cannot grow; Java's map views would write through to the map. */
const writes = 'add addAll remove removeAll removeIf retainAll replaceAll clear sort';

export const collectionMethods = methodTable<JavaList>(
  {
    'size()': ({ items }) => items.length,
    'isEmpty()': ({ items }) => items.length === 0,
    'contains(Object)': ({ items }, value: JavaValue) => items.some((item) => javaEquals(item, value)),
    'containsAll(Collection)': ({ items }, other: JavaList) =>
      other.items.every((value) => items.some((item) => javaEquals(item, value))),
    'toString()': (list) => printValue(list),
    'equals(Object)': (list, other: JavaValue) => javaEquals(list, other),
  },
  `getClass hashCode iterator listIterator toArray stream parallelStream forEach spliterator ${writes} ensureCapacity ` +
    'appendElement merge trimToSize clone toJSONString toString',
);

/** What a list that can grow has beyond an array. */
export const growingListMethods = methodTable<JavaList>(
  {
    'add(Object)': ({ items }, value: JavaValue) => items.push(value) > 0,
    'add(int,Object)': (list, index: number, value: JavaValue) => {
      if (index !== list.items.length) checkIndex(list, index);
      list.items.splice(index, 0, value);
      return null;
    },
    'addAll(Collection)': ({ items }, other: JavaList) => {
      items.push(...other.items);
      return other.items.length > 0;
    },
    'remove(int)': (list, index: number) => list.items.splice(checkIndex(list, index), 1)[0] ?? null,
    'remove(Object)': ({ items }, value: JavaValue) => {
      const index = items.findIndex((item) => javaEquals(item, value));
      if (index >= 0) items.splice(index, 1);
      return index >= 0;
    },
    'clear()': ({ items }) => {
      items.length = 0;
      return null;
    },
  },
  '',
);

export const listMethods = methodTable<JavaList>(
  {
    'get(int)': (list, index: number) => list.items[checkIndex(list, index)] ?? null,
    'set(int,Object)': (list, index: number, value: JavaValue) =>
      list.items.splice(checkIndex(list, index), 1, value)[0] ?? null,
    'indexOf(Object)': ({ items }, value: JavaValue) => items.findIndex((item) => javaEquals(item, value)),
    'lastIndexOf(Object)': ({ items }, value: JavaValue) => items.findLastIndex((item) => javaEquals(item, value)),
    'subList(int,int)': ({ items }, start: number, end: number) => {
      if (start < 0 || end > items.length || start > end)
        throw new TemplateError(`Index out of range: ${start}, ${end}`);
      return listOf(items.slice(start, end));
    },
  },
  '',
);

function checkIndex({ items }: JavaList, index: number): number {
  if (index < 0 || index >= items.length) throw new TemplateError(`Index: ${index}, Size: ${items.length}`);
  return index;
}

export const mapMethods = methodTable<JavaMap>(
  {
    'get(Object)': ({ entries }, key: JavaValue) => entries.get(key) ?? null,
    'getOrDefault(Object,Object)': ({ entries }, key: JavaValue, value: JavaValue) =>
      entries.has(key) ? (entries.get(key) ?? null) : value,
    'put(Object,Object)': (map, key: JavaValue, value: JavaValue) => putEntry(map, key, value),
    'putIfAbsent(Object,Object)': (map, key: JavaValue, value: JavaValue) =>
      map.entries.get(key) ?? putEntry(map, key, value),
    'putAll(Map)': (map, other: JavaMap) => {
      for (const [key, value] of other.entries) putEntry(map, key, value);
      return null;
    },
    'remove(Object)': ({ entries }, key: JavaValue) => {
      const old = entries.get(key) ?? null;
      entries.delete(key);
      return old;
    },
    'clear()': ({ entries }) => {
      entries.clear();
      return null;
    },
    'containsKey(Object)': ({ entries }, key: JavaValue) => entries.has(key),
    'containsValue(Object)': ({ entries }, value: JavaValue) =>
      Array.from(entries.values()).some((item) => javaEquals(item, value)),
    'size()': ({ entries }) => entries.size,
    'isEmpty()': ({ entries }) => entries.size === 0,
    'keySet()': (map) => collectionOf(map, Array.from(map.entries.keys())),
    'values()': (map) => collectionOf(map, Array.from(map.entries.values())),
    'entrySet()': (map) =>
      listOf(
        Array.from(map.entries.keys(), (key) => entryOf(map, key)),
        'collection',
      ),
    'toString()': (map) => printValue(map),
    'equals(Object)': (map, other: JavaValue) => javaEquals(map, other),
  },
  'getClass hashCode forEach replace replaceAll compute computeIfAbsent computeIfPresent merge clone',
);

/** The old value, as Java's `put` answers it. */
export function putEntry({ entries, beforePut }: JavaMap, key: JavaValue, value: JavaValue): JavaValue {
  beforePut?.(key, value);
  const old = entries.get(key) ?? null;
  entries.set(key, value);
  return old;
}

const collectionOf = (owner: JavaMap, items: JavaValue[]): JavaList => ({
  kind: 'list',
  type: 'collection',
  items,
  owner,
});

function entryOf(map: JavaMap, key: JavaValue): JavaObject {
  const value = () => map.entries.get(key) ?? null;
  const entry: JavaObject = {
    kind: 'object',
    get: (property) => (property === 'key' ? key : property === 'value' ? value() : undefined),
    call(method, args) {
      if (args.length === 0 && method === 'getKey') return key;
      if (args.length === 0 && method === 'getValue') return value();
      if (args.length === 1 && method === 'setValue') return putEntry(map, key, args[0] ?? null);
      return args.length === 0 && method === 'toString' ? entry.print() : undefined;
    },
    print: () => `${printValue(key)}=${printValue(value())}`,
  };
  return entry;
}
