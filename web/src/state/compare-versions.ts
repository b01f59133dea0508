import type { Item } from '../api/schemas.ts';
import type { Clash, ClashField, Command, FieldValue, Side } from './command.ts';

export type Replacement = Extract<Command, { readonly mine: unknown }>;

type Fields = Readonly<Record<string, FieldValue>>;

const editable = {
  ReplaceBook: ['title', 'isbn', 'description', 'price', 'currency', 'category', 'tags', 'language'],
  ReplaceAuthor: ['name', 'birthdate'],
  ReplaceUser: ['name', 'email', 'status', 'comment'],
} as const;

/** Where what one wants to write differs from the present item; undefined where it says the same already. */
export function compareVersions(command: Replacement, theirs: Item): Clash | undefined {
  const base = pickFields(command, command.base);
  const mine = pickFields(command, command.mine);
  const present = pickFields(command, theirs);
  const fields = editable[command.name]
    .map((field) => ({ field, base: base[field], mine: mine[field], theirs: present[field] }))
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
  const own = fields.filter(({ field, suggested }) => (choices[field] ?? suggested ?? 'theirs') === 'mine');
  const present = pickFields(command, theirs);
  const mine = pickFields(command, {
    ...present,
    ...Object.fromEntries(own.map((field) => [field.field, field.mine])),
  });
  // One kind of item has one set of fields: what was picked from it by their names is of its type again.
  return { name: command.name, base: theirs, mine } as unknown as Replacement;
}

function pickFields({ name }: Replacement, item: object): Fields {
  const all = new Map<string, FieldValue>(Object.entries(item));
  const picked = editable[name].map((field) => [field, all.get(field)] as const);
  return Object.fromEntries(picked.filter(([, value]) => value !== undefined));
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
