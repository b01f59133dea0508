import type { Clash, ClashField, FieldValue, Side } from '../../state/command.ts';
import { formatLanguage, formatPrice } from './format.ts';
import { formatBirthdate } from './format-birthdate.ts';
import { describeStatus } from './StatusTag.tsx';

/** One choice: a field, or several that mean something only together. */
export interface ClashRow {
  readonly fields: readonly string[];
  readonly label: string;
  readonly texts: Readonly<Record<Side, string>>;
  readonly suggested: Side | undefined;
}

/** As the forms call them. */
const labels: Readonly<Record<string, string>> = {
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

const formats: Readonly<Record<string, (value: string) => string>> = {
  status: describeStatus,
  birthdate: formatBirthdate,
  language: formatLanguage,
};

/** What is to be chosen, each with both sides as the rest of the page would show them. `mine`: the fields as they were sent. */
export function listClashRows({ fields, theirs }: Clash, mine: object): readonly ClashRow[] {
  const labelOf = ({ field }: ClashField): string => labels[field] ?? field;
  return [...new Set(fields.map(labelOf))].map((label) => {
    const together = fields.filter((field) => labelOf(field) === label);
    const [suggested, ...others] = new Set(together.map((field) => field.suggested));
    return {
      fields: together.map(({ field }) => field),
      label,
      texts: label === labels.price ? { mine: readPrice(mine), theirs: readPrice(theirs) } : readTexts(together[0]),
      suggested: others.length === 0 ? suggested : undefined,
    };
  });
}

function readTexts(field: ClashField | undefined): ClashRow['texts'] {
  const read = (value: FieldValue): string => {
    if (value === undefined || value.length === 0) return nothing;
    return typeof value === 'string' ? (formats[field?.field ?? '']?.(value) ?? value) : value.join('\n');
  };
  return { mine: read(field?.mine), theirs: read(field?.theirs) };
}

function readPrice(item: object): string {
  const price = 'price' in item ? `${item.price}` : '';
  const currency = 'currency' in item && item.currency !== '' ? `${item.currency}` : undefined;
  return formatPrice(price, currency).trim() || nothing;
}

const nothing = '(nothing)';
