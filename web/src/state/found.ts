import type { Author, Book, Rental, SearchResult, User } from '../api/schemas.ts';

/** A result of a search. */
export interface Found<Document> {
  readonly id: string;
  readonly version: number;
  readonly document: Document;
  /** By field: passages, each a list of texts of which every second one matched. */
  readonly highlights: Readonly<Record<string, readonly (readonly string[])[]>>;
}

/** Documents: items as they stand in the index. */
export type BookDocument = Book & { readonly authorName?: string };
export type AuthorDocument = Author;
export type UserDocument = Omit<User, 'email'>;
export type RentalDocument = Rental & {
  /** Of the book; absent where it is not known. */
  readonly title?: string;
  readonly isBookGone?: boolean;
};

export type Bucket = NonNullable<SearchResult['facets']>[string][number];
