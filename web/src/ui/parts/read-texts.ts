/** What was typed into fields, without blanks around it. */
export function readTexts<Field extends string>(
  data: FormData,
  fields: readonly Field[],
): Readonly<Record<Field, string>> {
  const texts = fields.map((field) => [field, `${data.get(field) ?? ''}`.trim()] as const);
  return Object.fromEntries(texts) as Record<Field, string>;
}
