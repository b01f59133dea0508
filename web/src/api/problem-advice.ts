/**
 * What a problem means, in the words of docs/problems.md where they are no words of the API (a test compares), and what somebody in front of the page can do.
 * The last ones are the page's own: no problem came from the API, as nothing did.
 */
export const problemAdvice = {
  'author-not-found': {
    meaning: 'There is no author with this id.',
    advice: 'Search for the author again: somebody may have deleted it meanwhile.',
  },
  'book-not-found': {
    meaning: 'There is no book with this id.',
    advice: 'Search for the book again: somebody may have deleted it meanwhile.',
  },
  'user-not-found': {
    meaning: 'There is no user with this id.',
    advice: 'Look for the user again: somebody may have deleted the account meanwhile.',
  },
  'rental-not-found': { meaning: 'This user never borrowed this book.', advice: 'Check the book and the user.' },
  'author-exists': {
    meaning: 'An author with this id is there already.',
    advice: 'Open the author, or add this one again.',
  },
  'book-exists': { meaning: 'A book with this id is there already.', advice: 'Open the book, or add this one again.' },
  'user-exists': { meaning: 'A user with this id is there already.', advice: 'Open the user, or add this one again.' },
  'version-mismatch': {
    meaning: 'It is no longer as it was when you opened it.',
    advice: 'Somebody changed it after you opened it. Look at the present state, then decide again.',
  },
  'user-suspended': {
    meaning: 'A suspended user may not borrow.',
    advice: 'Open the user, settle the matter and set the status back to verified.',
  },
  'user-has-loans': {
    meaning: 'A user who has books cannot be deleted.',
    advice: 'Return the books, or report them missing, then delete the user.',
  },
  'book-not-available': {
    meaning: 'Somebody has the book, or it is missing.',
    advice: 'Wait until it is back, or look for another copy.',
  },
  'book-borrowed': {
    meaning: 'A book that is lent cannot be deleted.',
    advice: 'Return it, or report it missing, then delete it.',
  },
  'book-not-borrowed-by-user': {
    meaning: 'This user does not have this book.',
    advice: 'The book was returned or reported missing meanwhile: look at its present state.',
  },
  'book-not-missing': {
    meaning: 'Only a missing book can be found.',
    advice: 'Nothing to do: the book is where it should be, or lent.',
  },
  'invalid-request': {
    meaning: 'Something that was asked for is not of the expected form.',
    advice: 'Correct what was entered, or begin again at the first page.',
  },
  'unsupported-media-type': {
    meaning: 'The page asked in a form that the service does not read.',
    advice: 'This is a fault of the page: tell the operator.',
  },
  'item-too-large': {
    meaning: 'It is longer than the library can keep (400 KB).',
    advice: 'Shorten the longest text.',
  },
  'no-such-route': {
    meaning: 'The service does not know what the page asked for.',
    advice: 'Reload the page: it may be older than the service.',
  },
  forbidden: {
    meaning: 'This library lets in only who has a key.',
    advice: 'Enter a valid key.',
  },
  conflict: {
    meaning: 'Somebody changed the same thing at the same moment.',
    advice: 'Nothing was changed: try again.',
  },
  throttled: {
    meaning: 'More is asked for than this library takes right now.',
    advice: 'Nothing was changed: try again in a moment.',
  },
  unavailable: {
    meaning: 'A part of the service does not answer right now.',
    advice: 'It is being tried again; nothing is lost.',
  },
  internal: { meaning: 'A fault on our side.', advice: 'Try again; if it stays, tell the operator.' },
  'no-answer': {
    meaning: 'The service could not be reached.',
    advice: 'Check the connection, then try again.',
  },
  'answer-late': { meaning: 'The service did not answer in time.', advice: 'Try again in a moment.' },
} as const satisfies Readonly<Record<string, { readonly meaning: string; readonly advice: string }>>;

export type ProblemName = keyof typeof problemAdvice;
