import type { components, operations } from './contract.ts';

type Schemas = components['schemas'];
export type Author = Schemas['Author'];
export type AuthorFields = Schemas['AuthorFields'];
export type Book = Schemas['Book'];
export type BookFields = Schemas['BookFields'];
export type Rental = Schemas['Rental'];
export type SearchResult = Schemas['SearchResult'];
export type Status = Schemas['Status'];
export type Suggestion = Schemas['Suggestions']['suggestions'][number];
export type User = Schemas['User'];
export type UserFields = Schemas['UserFields'];
/** What a consistent read gives. */
export type Item = Author | Book | Rental | User;

/** The parameters of GET /search, each of which may be repeated where the API says so. */
export type SearchParameters = {
  readonly [Name in keyof NonNullable<operations['Search']['parameters']['query']>]?: string | readonly string[];
};
