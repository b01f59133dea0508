/** What the security plugin says about a role or a mapping beside what it grants. */
const labels = ['reserved', 'hidden', 'static'];

/**
 * Whether two bodies of the security plugin grant the same. Lists are sets there, and what is empty may be left out. Any
 * further member counts as a difference: it might grant something.
 */
export function isSameGrant(one: unknown, other: unknown): boolean {
  return JSON.stringify(normalize(one)) === JSON.stringify(normalize(other));
}

function normalize(value: unknown): unknown {
  if (Array.isArray(value)) return toSorted(value.map(normalize));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .filter(([name]) => !labels.includes(name))
    .map(([name, member]) => [name, normalize(member)] as const)
    .filter(([, member]) => !isEmpty(member));
  return toSorted(members);
}

function toSorted(list: readonly unknown[]): readonly unknown[] {
  const texts = new Map(list.map((member) => [JSON.stringify(member), member]));
  return [...texts.keys()].sort().map((text) => texts.get(text));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
