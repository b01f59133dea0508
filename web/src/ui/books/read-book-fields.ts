import type { BookFields } from '../../api/schemas.ts';

const optional = ['isbn', 'description', 'price', 'currency', 'category', 'language'] as const;

/** What `BookFieldInputs` hold. An empty field is an absent one. */
export function readBookFields(data: FormData): BookFields {
  const text = (name: string): string => `${data.get(name) ?? ''}`.trim();
  const filled = optional.filter((name) => text(name) !== '').map((name) => [name, text(name)] as const);
  const tags = data.getAll('tags').map(String);
  return { title: text('title'), ...Object.fromEntries(filled), ...(tags.length > 0 ? { tags } : {}) };
}
