import { deriveId } from '../../local/seed/derive-id.ts';
import type { CatalogueBook } from '../../local/seed/parse-line.ts';

/** DynamoDB JSON, as far as books have it. */
export type Value = { readonly S: string } | { readonly N: string } | { readonly L: readonly Value[] };

export type Item = Readonly<Record<string, Value>>;

const currencies = ['EUR', 'USD', 'GBP'];

/** The item that `POST /books` stores for a line of the catalogue, at this time. `draw` prices it. */
export function buildBook(book: CatalogueBook, { nowMs, draw }: { nowMs: number; draw: () => number }): Item {
  const bookId = deriveId('book', book.source);
  return {
    id: { S: `Book:${bookId}` },
    type: { S: 'Book' },
    bookId: { S: bookId },
    title: { S: book.title },
    authorId: { S: deriveId('author', book.author.ref) },
    ...(book.category !== undefined && { category: { S: book.category } }),
    ...(book.tags && { tags: { L: book.tags.map((tag) => ({ S: tag })) } }),
    ...(book.language !== undefined && { language: { S: book.language } }),
    price: { N: toPrice(draw()) },
    currency: { S: currencies[Math.floor(draw() * currencies.length)] ?? 'EUR' },
    status: { S: 'AVAILABLE' },
    version: { N: `${nowMs}000` },
    command: { S: 'AddBook' },
    createdAt: { N: String(nowMs) },
    updatedAt: { N: String(nowMs) },
  };
}

/** The author's item, at the version that its first book finds. */
export function buildAuthor(book: CatalogueBook, nowMs: number): Item {
  const authorId = deriveId('author', book.author.ref);
  return {
    id: { S: `Author:${authorId}` },
    type: { S: 'Author' },
    authorId: { S: authorId },
    name: { S: book.author.name },
    ...(book.author.birthdate !== undefined && { birthdate: { S: book.author.birthdate } }),
    version: { N: `${nowMs}000` },
    command: { S: 'AddAuthor' },
    createdAt: { N: String(nowMs) },
    updatedAt: { N: String(nowMs) },
  };
}

/** What a command leaves of a book: lent, given back, priced anew, or described. */
export function changeBook(book: Item, { nowMs, draw }: { nowMs: number; draw: () => number }): Item {
  const { borrowerId, ...others } = book;
  const next = {
    ...others,
    version: { N: String(BigInt('N' in (book.version ?? {}) ? (book.version as { N: string }).N : 0) + 1n) },
    updatedAt: { N: String(nowMs) },
  };
  if (borrowerId) return { ...next, status: { S: 'AVAILABLE' }, command: { S: 'ReturnBook' } };
  const kind = draw();
  if (kind < 0.5) {
    const borrower = deriveId('user', String(Math.floor(draw() * 5_000)));
    return { ...next, status: { S: 'NOT_AVAILABLE' }, borrowerId: { S: borrower }, command: { S: 'BorrowBook' } };
  }
  if (kind < 0.8) return { ...next, price: { N: toPrice(draw()) }, command: { S: 'ChangeBook' } };
  const { description, ...undescribed } = next as Item;
  if (description) return { ...undescribed, command: { S: 'ReplaceBook' } };
  return { ...next, description: { S: describe(book, draw) }, command: { S: 'ChangeBook' } };
}

/** DynamoDB keeps a number without needless zeros. */
function toPrice(drawn: number): string {
  return String(Math.round(drawn * 9_900 + 100) / 100);
}

function describe(book: Item, draw: () => number): string {
  const title = book.title && 'S' in book.title ? book.title.S : '';
  const pages = 40 + Math.floor(draw() * 900);
  return `“${title}”, a copy of ${pages} pages in good condition; some notes in pencil, the spine a little faded, the plates complete.`;
}

export function textOf(value: Value | undefined): string {
  return value && 'S' in value ? value.S : '';
}
