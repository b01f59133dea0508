import type { Problem } from '../api/problem.ts';
import type { Author, AuthorFields, Book, BookFields, Item, User, UserFields } from '../api/schemas.ts';
import type { EditableField } from './editable-fields.ts';

/** What can be asked for; named as in the contract. `Replace…` carries the item as it was read, to tell changes apart. */
export type Command =
  | {
      readonly name: 'BorrowBook' | 'ReturnBook' | 'ReportMissing';
      readonly book: BookOnShelf;
      readonly userId: string;
    }
  | { readonly name: 'ReportFound'; readonly book: BookOnShelf }
  | { readonly name: 'AddBook'; readonly book: BookFields; readonly author: AuthorOfNewBook }
  | { readonly name: 'ReplaceBook'; readonly base: Book; readonly mine: BookFields }
  | { readonly name: 'DeleteBook'; readonly base: Pick<Book, 'bookId' | 'title' | 'version'> }
  | { readonly name: 'AddAuthor'; readonly author: AuthorFields }
  | { readonly name: 'ReplaceAuthor'; readonly base: Author; readonly mine: AuthorFields }
  | { readonly name: 'DeleteAuthor'; readonly base: Pick<Author, 'authorId' | 'name' | 'version'> }
  | { readonly name: 'AddUser'; readonly user: Pick<UserFields, 'name' | 'email'> }
  | { readonly name: 'ReplaceUser'; readonly base: User; readonly mine: UserFields }
  | { readonly name: 'DeleteUser'; readonly base: Pick<User, 'userId' | 'name' | 'version'> };

/** Changes an item as a whole. */
export type Replacement = Extract<Command, { readonly mine: unknown }>;

export type Named<Name extends Command['name']> = Extract<Command, { readonly name: Name }>;

export type BookOnShelf = Pick<Book, 'bookId' | 'title' | 'version'>;
export type AuthorOfNewBook = { readonly authorId: string; readonly name?: string } | AuthorFields;

/** One command from the click to the moment when a search finds what it did. */
export interface CommandEntry {
  readonly id: string;
  /** What was asked for, such as “Borrow ‘Faust’”. */
  readonly label: string;
  readonly command: Command;
  readonly state: CommandState;
  /** The view of what was written; absent after a delete, and as long as it is not known. */
  readonly href?: string;
}

export type CommandState =
  | { readonly stage: 'pending' }
  /** The truth holds it. */
  | {
      readonly stage: 'accepted';
      /** Why it is not searchable yet, once that takes unusually long. It goes on being asked for. */
      readonly late?: Late;
    }
  /** A search found it; after a delete: no longer found it. `tookMs`: since it was sent; absent: before the page was loaded. */
  | { readonly stage: 'searchable'; readonly tookMs?: number }
  /** All that it wrote was deleted before a search was asked for it. */
  | { readonly stage: 'gone' }
  /** A rule refused it. `isRepeatable`: the same again may go through. */
  | { readonly stage: 'failed'; readonly problem: Problem; readonly isRepeatable: boolean }
  /** Nobody knows whether it went through. To repeat it is safe: it is carried out once. */
  | { readonly stage: 'unknown'; readonly problem: Problem }
  /** The item was changed meanwhile: to be resolved by a choice, or dismissed. */
  | { readonly stage: 'clash'; readonly clash: Clash };

/** `table-unavailable`: which version was written could not be read yet, so it cannot be looked for. */
export type Late = 'index-behind' | 'search-unavailable' | 'table-unavailable';

/** Both versions of an item, field by field; only fields in which they differ. */
export interface Clash {
  readonly fields: readonly ClashField[];
  /** The present item. */
  readonly theirs: Item;
}

export type FieldValue = string | readonly string[] | undefined;

export interface ClashField {
  readonly field: EditableField;
  readonly base: FieldValue;
  readonly mine: FieldValue;
  readonly theirs: FieldValue;
  /** The side that changed the field; absent when both did. */
  readonly suggested?: Side;
}

export type Side = 'mine' | 'theirs';
