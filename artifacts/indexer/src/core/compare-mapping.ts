type Fields = Readonly<Record<string, unknown>>;

export interface MappingDifference {
  /** Fields of the wanted mapping that are not in the index, ready to be put. */
  readonly missing: Fields;
  /** Names of fields that are there as something else, or that the wanted mapping does not have. */
  readonly differing: readonly string[];
}

/** Holds the mapping of an index against the one it should have. */
export function compareMapping(actual: Fields, wanted: Fields): MappingDifference {
  const actualFields = toFields(actual.properties);
  const wantedFields = toFields(wanted.properties);
  const missing = Object.entries(wantedFields).filter(([name]) => !Object.hasOwn(actualFields, name));
  const differing = Object.entries(actualFields)
    .filter(([name, mapping]) => !isSame(mapping, wantedFields[name]))
    .map(([name]) => name);
  const isSameRule = String(actual.dynamic ?? true) === String(wanted.dynamic ?? true);
  return { missing: Object.fromEntries(missing), differing: isSameRule ? differing : ['dynamic', ...differing] };
}

/** Deep equality; OpenSearch answers in an order of its own and writes `false` as text. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return String(a) === String(b);
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame((a as Fields)[name], (b as Fields)[name]));
}

function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
