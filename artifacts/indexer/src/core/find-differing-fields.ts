type Fields = Readonly<Record<string, unknown>>;

/**
 * Names of the fields in which two documents differ, sorted. What order an object's members stand in means nothing in
 * JSON; numbers are whatever the parser made of them, and differ when their text does.
 */
export function findDifferingFields(a: Fields, b: Fields): readonly string[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => !hasSame(name, a, b)).sort();
}

function hasSame(name: string, a: Fields, b: Fields): boolean {
  return Object.hasOwn(a, name) && Object.hasOwn(b, name) && isSame(a[name], b[name]);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => hasSame(name, a, b));
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
