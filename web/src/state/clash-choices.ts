import type { Clash, ClashField, Side } from './command.ts';
import type { EditableField } from './editable-fields.ts';

/** One choice after a clash: a field, or several that mean something only together. */
export interface ClashChoice {
  readonly fields: readonly [ClashField, ...ClashField[]];
  /** Absent where both sides changed something of it. */
  readonly suggested: Side | undefined;
}

const ofPrice: readonly EditableField[] = ['price', 'currency'];

/** A price without its currency is another price. */
export function listClashChoices({ fields }: Pick<Clash, 'fields'>): readonly ClashChoice[] {
  const prices = fields.filter(({ field }) => ofPrice.includes(field));
  return fields.flatMap((field): readonly ClashChoice[] => {
    if (!prices.includes(field)) return [{ fields: [field], suggested: field.suggested }];
    if (field !== prices[0]) return [];
    const isAgreed = prices.every(({ suggested }) => suggested === field.suggested);
    return [{ fields: [field, ...prices.slice(1)], suggested: isAgreed ? field.suggested : undefined }];
  });
}

export function isPrice({ fields: [{ field }] }: ClashChoice): boolean {
  return ofPrice.includes(field);
}

/** By field, whose value to keep, when one side was chosen for the first field of each choice. */
export function spreadChoices(
  clash: Pick<Clash, 'fields'>,
  choose: (field: EditableField) => Side,
): Readonly<Record<string, Side>> {
  return Object.fromEntries(
    listClashChoices(clash).flatMap(({ fields }) => {
      const side = choose(fields[0].field);
      return fields.map(({ field }) => [field, side] as const);
    }),
  );
}
