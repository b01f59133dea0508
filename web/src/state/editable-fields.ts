/** The fields that a form fills in and that are one text each. */
export const textFields = {
  book: ['title', 'isbn', 'description', 'price', 'currency', 'category', 'language'],
  author: ['name', 'birthdate'],
  user: ['name', 'email', 'comment'],
} as const;

/** All that a replacement writes. */
export const editableFields = {
  ReplaceBook: [...textFields.book, 'tags'],
  ReplaceAuthor: textFields.author,
  ReplaceUser: [...textFields.user, 'status'],
} as const;

export type EditableField = (typeof editableFields)[keyof typeof editableFields][number];
