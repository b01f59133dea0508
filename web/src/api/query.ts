/** Names and values of a query. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The text behind the question mark; empty values are left out. The contract types every parameter as one text, as API Gateway knows no other; some
 * may be repeated all the same, so openapi-fetch's own serializer is not asked.
 */
export function toQuery(parameters: Parameters): string {
  const pairs = Object.entries(parameters).flatMap(([name, value = []]) =>
    (typeof value === 'string' ? [value] : value).filter((text) => text !== '').map((text) => [name, text]),
  );
  return new URLSearchParams(pairs).toString();
}
