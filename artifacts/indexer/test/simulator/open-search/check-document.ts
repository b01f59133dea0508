type Properties = Readonly<
  Record<string, { readonly type?: string; readonly format?: string; readonly properties?: Properties }>
>;

/** Whether OpenSearch can parse this document by this mapping; what no mapping names is not looked at. */
export function isParsable(source: unknown, properties: Properties): boolean {
  if (!isObject(source)) return false;
  return Object.entries(properties).every(([name, field]) => {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    return accepts(value, field);
  });
}

function accepts(value: unknown, field: Properties[string]): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.every((element) => accepts(element, field));
  if (field.properties) return isParsable(value, field.properties);
  if (isObject(value)) return false;
  switch (field.type) {
    case 'long':
      return isNumber(value) && Math.abs(Number(value)) < 2 ** 63;
    case 'double':
      return isNumber(value);
    case 'date':
      return isTime(value, field.format);
    default:
      return true;
  }
}

/** Milliseconds of the epoch, or as much of an ISO 8601 time as is given; a boolean is neither. */
function isTime(value: unknown, format = 'epoch_millis'): boolean {
  if (format === 'epoch_millis') return /^-?\d+$/.test(String(value));
  return /^\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d([.,]\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/.test(String(value));
}

function isNumber(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
