import type { Item } from '../api/schemas.ts';
import type { Clash, ClashField, FieldValue, Replacement, Side } from './command.ts';
import { editableFields } from './editable-fields.ts';

/** Where what one wants to write differs from the present item; undefined where it says the same already. */
export function compareVersions({ name, base, mine }: Replacement, theirs: Item): Clash | undefined {
  const [ofBase, ofMine, ofTheirs] = [base, mine, theirs].map(
    (item) => new Map<string, FieldValue>(Object.entries(item)),
  );
  const fields = editableFields[name]
    .map((field) => ({ field, base: ofBase?.get(field), mine: ofMine?.get(field), theirs: ofTheirs?.get(field) }))
    .filter(({ field, mine, theirs }) => !isSame(field, mine, theirs))
    .map((field) => ({ ...field, ...suggestSide(field) }));
  return fields.length === 0 ? undefined : { fields, theirs };
}

/** What to write after a clash, and over which version: the present item, but for the fields where one's own was chosen. */
export function mergeChoices(
  command: Replacement,
  { theirs, fields }: Clash,
  choices: Readonly<Record<string, Side>>,
): Replacement {
  const chosen = fields.filter(({ field, suggested }) => (choices[field] ?? suggested ?? 'theirs') === 'mine');
  const own = new Set<string>(chosen.map(({ field }) => field));
  if (command.name === 'ReplaceBook' && 'title' in theirs) {
    return { ...command, base: theirs, mine: merge(command.mine, theirs, editableFields[command.name], own) };
  }
  if (command.name === 'ReplaceAuthor' && 'birthdate' in theirs) {
    return { ...command, base: theirs, mine: merge(command.mine, theirs, editableFields[command.name], own) };
  }
  if (command.name === 'ReplaceUser' && 'email' in theirs) {
    return { ...command, base: theirs, mine: merge(command.mine, theirs, editableFields[command.name], own) };
  }
  throw new Error(`Expected the item of a ${command.name}, got another kind of item`);
}

/** One's own fields where they were chosen, else theirs. */
function merge<Fields extends object>(
  mine: Fields,
  theirs: Fields,
  names: readonly (keyof Fields & string)[],
  own: ReadonlySet<string>,
): Fields {
  const merged = { ...mine };
  for (const name of names) if (!own.has(name)) merged[name] = theirs[name];
  return merged;
}

function suggestSide({ field, base, mine, theirs }: ClashField): { readonly suggested?: Side } {
  if (isSame(field, base, mine)) return { suggested: 'theirs' };
  return isSame(field, base, theirs) ? { suggested: 'mine' } : {};
}

function isSame(field: string, one: FieldValue, other: FieldValue): boolean {
  return JSON.stringify(normalize(field, one)) === JSON.stringify(normalize(field, other));
}

/** Left blank is absent, and a price loses the zeros at its end in the table. */
function normalize(field: string, value: FieldValue): FieldValue {
  if (value === undefined || value.length === 0) return undefined;
  return field === 'price' && typeof value === 'string' ? value.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '') : value;
}
