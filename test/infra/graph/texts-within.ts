import { isHcl } from '../hcl/parse-hcl.ts';

/** Every text within, names of attributes left out, and whatever stands below the named attributes. */
export function textsWithin(value: unknown, without: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((inner) => textsWithin(inner, without));
  if (!isHcl(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    without.includes(name) ? [] : [...computed(name), ...textsWithin(inner, without)],
  );
}

/** `(local.x) = …`: a name may be an expression, too. */
const computed = (name: string): readonly string[] => (name.includes('${') ? [name] : []);
