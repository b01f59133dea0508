import { type Item, textOf } from './table.ts';

type Document = Readonly<Record<string, unknown>>;

// Written here a second time on purpose: the projections under test are not asked what they should have done.
const fields: Readonly<Record<string, { index: string; texts: readonly string[]; numbers: readonly string[] }>> = {
  Author: { index: 'authors', texts: ['authorId', 'name', 'birthdate'], numbers: [] },
  Book: {
    index: 'books',
    texts: [
      'bookId',
      'authorId',
      'title',
      'isbn',
      'description',
      'currency',
      'category',
      'language',
      'status',
      'borrowerId',
    ],
    numbers: ['price'],
  },
  User: { index: 'users', texts: ['userId', 'name', 'status', 'comment'], numbers: ['loans'] },
  Rental: { index: 'rentals', texts: ['bookId', 'userId', 'status', 'comment'], numbers: [] },
};
const always = ['version', 'createdAt', 'updatedAt'];

/** What the index has to hold for these items: index name → `<id>` or `<bookId>:<userId>` → document. */
export function expectedDocuments(items: readonly Item[]): Map<string, Map<string, Document>> {
  const authorNames = new Map(
    items
      .filter((item) => textOf(item, 'type') === 'Author')
      .map((item) => [textOf(item, 'authorId'), textOf(item, 'name')]),
  );
  const indexes = new Map(Object.values(fields).map(({ index }) => [index, new Map<string, Document>()]));
  for (const item of items) {
    const shape = fields[textOf(item, 'type')];
    if (!shape) continue;
    const document: Record<string, unknown> = {};
    for (const name of shape.texts) if (item[name]) document[name] = textOf(item, name);
    for (const name of [...shape.numbers, ...always]) if (item[name]) document[name] = Number(item[name].N);
    if (item.tags) document.tags = item.tags.L?.map((tag) => tag.S);
    const authorName = authorNames.get(textOf(item, 'authorId'));
    if (shape.index === 'books' && authorName !== undefined) document.authorName = authorName;
    indexes.get(shape.index)?.set(documentKey(shape.index, document), document);
  }
  return indexes;
}

/** The public id of a document; a rental has two. */
export function documentKey(index: string, document: Document): string {
  const names: Readonly<Record<string, readonly string[]>> = {
    authors: ['authorId'],
    books: ['bookId'],
    users: ['userId'],
  };
  return (names[index] ?? ['bookId', 'userId']).map((name) => String(document[name])).join(':');
}
