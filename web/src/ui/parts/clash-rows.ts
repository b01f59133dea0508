import { isPrice, listClashChoices } from '../../state/clash-choices.ts';
import type { Clash, ClashField, FieldValue, Side } from '../../state/command.ts';
import type { EditableField } from '../../state/editable-fields.ts';
import { formatLanguage, formatPrice } from './format.ts';
import { formatBirthdate } from './format-birthdate.ts';
import { describeStatus } from './StatusTag.tsx';

/** One choice, named by its first field. */
export interface ClashRow {
  readonly field: EditableField;
  readonly label: string;
  readonly texts: Readonly<Record<Side, string>>;
  readonly suggested: Side | undefined;
}

/** As the forms call them. */
const labels: Readonly<Record<EditableField, string>> = {
  title: 'Title',
  isbn: 'ISBN',
  description: 'Description',
  price: 'Price',
  currency: 'Price',
  category: 'Category',
  tags: 'Subjects',
  language: 'Language',
  name: 'Name',
  birthdate: 'Born',
  email: 'E-mail',
  status: 'Status',
  comment: 'Comment',
};

const formats: Readonly<Partial<Record<EditableField, (value: string) => string>>> = {
  status: describeStatus,
  birthdate: formatBirthdate,
  language: formatLanguage,
};

/** What is to be chosen, each with both sides as the rest of the page would show them. `mine`: the fields as they were sent. */
export function listClashRows(clash: Clash, mine: object): readonly ClashRow[] {
  return listClashChoices(clash).map((choice) => {
    const [first] = choice.fields;
    return {
      field: first.field,
      label: labels[first.field],
      texts: isPrice(choice) ? { mine: readPrice(mine), theirs: readPrice(clash.theirs) } : readTexts(first),
      suggested: choice.suggested,
    };
  });
}

function readTexts({ field, mine, theirs }: ClashField): ClashRow['texts'] {
  const read = (value: FieldValue): string => {
    if (value === undefined || value.length === 0) return nothing;
    return typeof value === 'string' ? (formats[field]?.(value) ?? value) : value.join('\n');
  };
  return { mine: read(mine), theirs: read(theirs) };
}

function readPrice(item: object): string {
  const price = 'price' in item ? `${item.price}` : '';
  const currency = 'currency' in item && item.currency !== '' ? `${item.currency}` : undefined;
  return formatPrice(price, currency).trim() || nothing;
}

const nothing = '(nothing)';
