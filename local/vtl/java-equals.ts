import { compareNumbers, isNumber } from './java-number.ts';
import type { JavaValue } from './java-value.ts';
import { printValue } from './print-value.ts';

/** Java's `equals`: never true between different types, so an Integer 3 is not a Long 3. */
export function javaEquals(left: JavaValue, right: JavaValue): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right || left.kind !== right.kind)
    return false;
  if (left.kind === 'list' && right.kind === 'list') return equalItems(left.items, right.items);
  if (left.kind === 'map' && right.kind === 'map') {
    if (left.entries.size !== right.entries.size) return false;
    const other = right.entries;
    return Array.from(left.entries).every(
      ([key, value]) => other.has(key) && javaEquals(value, other.get(key) ?? null),
    );
  }
  return left.kind !== 'object' && printValue(left) === printValue(right);
}

function equalItems(left: readonly JavaValue[], right: readonly JavaValue[]): boolean {
  return left.length === right.length && left.every((item, index) => javaEquals(item, right[index] ?? null));
}

/** Velocity's `==`: numbers by value, values of one type by `equals`, everything else by what it prints. */
export function looksEqual(left: JavaValue, right: JavaValue): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  if (isSameType(left, right)) return javaEquals(left, right);
  return printValue(left) === printValue(right);
}

function isSameType(left: JavaValue, right: JavaValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return typeof left === typeof right;
  return left?.kind === right?.kind && left?.kind !== 'object';
}
