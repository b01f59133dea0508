/** A JSON number by its text, as an exact parser hands it over. */
export interface ExactNumber {
  readonly isLosslessNumber: true;
  readonly value: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Members that may not be there: an answer is believed in what it has. */
export function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return toFields(value).isLosslessNumber === true;
}

export function toNumber(value: unknown): number | undefined {
  return isExactNumber(value) ? Number(value.value) : undefined;
}

/** A list of plain values as JSON text, its numbers digit by digit. */
export function toJsonText(values: unknown): string {
  return `[${toList(values).map((value) => (isExactNumber(value) ? value.value : JSON.stringify(value)))}]`;
}
