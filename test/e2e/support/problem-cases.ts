import type { Operation } from '../../support/contract.ts';
import type { Answer, CallApi, CallOptions } from './call-api.ts';
import { cancelled, faults, singleConflicts, throttles, tooLarge, unavailable } from './dynamodb-answers.ts';
import type { ReplayedAnswer } from './fault-proxy.ts';
import type { Library } from './library.ts';
import { newId } from './new-id.ts';
import { searchCases } from './search-problem-cases.ts';

export interface Scene {
  readonly api: CallApi;
  readonly library: Library;
  /** DynamoDB answers the next request so. */
  readonly replayOnce: (answer: ReplayedAnswer) => void;
}

/** Brings the problem about; one or more answers, each of which must name it. */
type Case = (scene: Scene) => Promise<Answer | readonly Answer[]>;

const old = { headers: { 'If-Match': '"1"' } };
const author = { name: 'Ann', birthdate: '1900' };
const user = { name: 'Ann', email: 'ann@example.org' };
const wholeUser = { ...user, status: 'VERIFIED', comment: '' };

/** Rules, brought about on the real table. Keys: `<operationId> <problem>`. */
export const ruleCases: Readonly<Record<string, Case>> = {
  'AddAuthor author-exists': async ({ api, library }) =>
    api('POST', '/authors', { body: { ...author, authorId: await library.addAuthor() } }),
  'GetAuthor author-not-found': ({ api }) => api('GET', `/authors/${newId()}`),
  'ReplaceAuthor author-not-found': ({ api }) =>
    both((options) => api('PUT', `/authors/${newId()}`, { body: author, ...options })),
  'EditAuthor author-not-found': ({ api }) =>
    both((options) => api('PATCH', `/authors/${newId()}`, { body: author, ...options })),
  'DeleteAuthor author-not-found': ({ api }) => both((options) => api('DELETE', `/authors/${newId()}`, options)),
  'ReplaceAuthor version-mismatch': async ({ api, library }) =>
    api('PUT', `/authors/${await library.addAuthor()}`, { body: author, ...old }),
  'EditAuthor version-mismatch': async ({ api, library }) =>
    api('PATCH', `/authors/${await library.addAuthor()}`, { body: author, ...old }),
  'DeleteAuthor version-mismatch': async ({ api, library }) =>
    api('DELETE', `/authors/${await library.addAuthor()}`, old),

  'AddUser user-exists': async ({ api, library }) =>
    api('POST', '/users', { body: { ...user, userId: await library.addUser() } }),
  'GetUser user-not-found': ({ api }) => api('GET', `/users/${newId()}`),
  'ReplaceUser user-not-found': ({ api }) =>
    both((options) => api('PUT', `/users/${newId()}`, { body: wholeUser, ...options })),
  'EditUser user-not-found': ({ api }) =>
    both((options) => api('PATCH', `/users/${newId()}`, { body: user, ...options })),
  'DeleteUser user-not-found': ({ api }) => both((options) => api('DELETE', `/users/${newId()}`, options)),
  'ReplaceUser version-mismatch': async ({ api, library }) =>
    api('PUT', `/users/${await library.addUser()}`, { body: wholeUser, ...old }),
  'EditUser version-mismatch': async ({ api, library }) =>
    api('PATCH', `/users/${await library.addUser()}`, { body: user, ...old }),
  'DeleteUser version-mismatch': async ({ api, library }) => [
    await api('DELETE', `/users/${await library.addUser()}`, old),
    await api('DELETE', `/users/${(await library.addLoan()).userId}`, old),
  ],
  'DeleteUser user-has-loans': async ({ api, library }) => {
    const { userId } = await library.addLoan();
    const { headers } = await api('GET', `/users/${userId}`);
    return [
      await api('DELETE', `/users/${userId}`),
      await api('DELETE', `/users/${userId}`, { headers: { 'If-Match': headers.etag ?? '' } }),
    ];
  },

  'AddBook author-not-found': ({ api }) =>
    api('POST', '/books', { body: { title: 'T', author: { authorId: newId() } } }),
  'AddBook book-exists': async ({ api, library }) => [
    await api('POST', '/books', { body: { bookId: await library.addBook(), title: 'T', author } }),
    await api('POST', '/books', {
      body: { bookId: await library.addBook(), title: 'T', author: { ...author, authorId: await library.addAuthor() } },
    }),
  ],
  'AddBook author-exists': async ({ api, library }) =>
    api('POST', '/books', { body: { title: 'T', author: { ...author, authorId: await library.addAuthor() } } }),
  'GetBook book-not-found': ({ api }) => api('GET', `/books/${newId()}`),
  'ReplaceBook book-not-found': ({ api }) =>
    both((options) => api('PUT', `/books/${newId()}`, { body: { title: 'T' }, ...options })),
  'EditBook book-not-found': ({ api }) =>
    both((options) => api('PATCH', `/books/${newId()}`, { body: { title: 'T' }, ...options })),
  'DeleteBook book-not-found': ({ api }) => both((options) => api('DELETE', `/books/${newId()}`, options)),
  'ReplaceBook version-mismatch': async ({ api, library }) =>
    api('PUT', `/books/${await library.addBook()}`, { body: { title: 'T' }, ...old }),
  'EditBook version-mismatch': async ({ api, library }) =>
    api('PATCH', `/books/${await library.addBook()}`, { body: { title: 'T' }, ...old }),
  'DeleteBook version-mismatch': async ({ api, library }) => [
    await api('DELETE', `/books/${await library.addBook()}`, old),
    await api('DELETE', `/books/${(await library.addLoan()).bookId}`, old),
  ],
  'DeleteBook book-borrowed': async ({ api, library }) => api('DELETE', `/books/${(await library.addLoan()).bookId}`),

  'BorrowBook book-not-found': async ({ library }) => [
    await library.command('borrow', newId(), await library.addUser()),
    await library.command('borrow', newId(), newId()),
  ],
  'BorrowBook user-not-found': async ({ library }) => [
    await library.command('borrow', await library.addBook(), newId()),
    await library.command('borrow', (await library.addLoan()).bookId, newId()),
  ],
  'BorrowBook user-suspended': async ({ library }) => {
    const { userId } = await library.addMissing();
    return [
      await library.command('borrow', await library.addBook(), userId),
      await library.command('borrow', (await library.addLoan()).bookId, userId),
    ];
  },
  'BorrowBook book-not-available': async ({ library }) => [
    await library.command('borrow', (await library.addLoan()).bookId, await library.addUser()),
    await library.command('borrow', (await library.addMissing()).bookId, await library.addUser()),
  ],
  ...Object.fromEntries(
    (['return', 'missing'] as const).flatMap((name): [string, Case][] => {
      const operationId = name === 'return' ? 'ReturnBook' : 'ReportMissing';
      return [
        [
          `${operationId} book-not-found`,
          async ({ library }) => library.command(name, newId(), await library.addUser()),
        ],
        [
          `${operationId} user-not-found`,
          async ({ library }) => library.command(name, (await library.addLoan()).bookId, newId()),
        ],
        [
          `${operationId} book-not-borrowed-by-user`,
          async ({ library }) => [
            await library.command(name, await library.addBook(), await library.addUser()),
            await library.command(name, (await library.addLoan()).bookId, await library.addUser()),
            await library.command(name, (await library.addMissing()).bookId, await library.addUser()),
          ],
        ],
      ];
    }),
  ),
  'ReportFound book-not-found': ({ api }) => api('POST', `/books/${newId()}/found`),
  'ReportFound book-not-missing': async ({ api, library }) => [
    await api('POST', `/books/${await library.addBook()}/found`),
    await api('POST', `/books/${(await library.addLoan()).bookId}/found`),
  ],
  'GetRental rental-not-found': ({ api }) => api('GET', `/rentals/${newId()}/${newId()}`),

  ...searchCases,
};

/** Without If-Match, and with one: an absent item is named first. */
async function both(call: (options: CallOptions) => Promise<Answer>): Promise<readonly Answer[]> {
  return [await call({}), await call(old), await call({ headers: { 'If-Match': '*' } })];
}

const bodies: Readonly<Record<string, unknown>> = {
  AddAuthor: author,
  ReplaceAuthor: author,
  EditAuthor: author,
  AddUser: user,
  ReplaceUser: wholeUser,
  EditUser: user,
  AddBook: { title: 'T', author },
  ReplaceBook: { title: 'T' },
  EditBook: { title: 'T' },
  BorrowBook: { userId: newId() },
  ReturnBook: { userId: newId() },
  ReportMissing: { userId: newId() },
  SearchByBody: {},
};

/** A request of the expected form, with ids that name nothing. */
export function validRequest(operation: Operation): { method: string; path: string; body?: unknown } {
  const body = bodies[operation.operationId];
  return {
    method: operation.method,
    path: operation.path.replaceAll(/\{\w+\}/g, () => newId()) + (operation.operationId === 'Suggest' ? '?q=a' : ''),
    ...(body !== undefined && { body }),
  };
}

/** What any route can answer: replayed where DynamoDB Local cannot be made to answer so. */
export function generalCase(operation: Operation, problem: string): Case | undefined {
  const isTransaction = operation.integration.uri?.includes('TransactWriteItems') ?? false;
  const replayed = (answers: readonly ReplayedAnswer[]): Case => {
    return async ({ api, replayOnce }) => {
      const { method, path, body } = validRequest(operation);
      const told: Answer[] = [];
      for (const answer of answers) {
        replayOnce(answer);
        told.push(await api(method, path, { body }));
      }
      return told;
    };
  };
  if (operation.integration.type !== 'aws') return undefined;
  switch (problem) {
    case 'conflict':
      return replayed(
        isTransaction ? [cancelled('None', 'TransactionConflict', 'None'), ...singleConflicts] : singleConflicts,
      );
    case 'throttled':
      return replayed(
        isTransaction
          ? [cancelled('ThrottlingError', 'None'), cancelled('None', 'ProvisionedThroughputExceeded'), ...throttles]
          : throttles,
      );
    case 'item-too-large':
      return replayed(
        isTransaction
          ? [
              cancelled(
                { Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum allowed size' },
                'None',
              ),
              cancelled('None', 'ItemCollectionSizeLimitExceeded'),
              ...tooLarge,
            ]
          : tooLarge,
      );
    case 'internal':
      return replayed(
        isTransaction ? [cancelled('None', { Code: 'ValidationError', Message: 'secret' }), ...faults] : faults,
      );
    case 'unavailable':
      return replayed(unavailable);
    case 'invalid-request':
      return async ({ api }) => {
        const { method, path, body } = validRequest(operation);
        const first = Object.keys(body as object)[0] ?? '';
        const refused = [
          '{',
          '[]',
          '"text"',
          '1',
          'null',
          '',
          { ...(body as object), more: 1 },
          { ...(body as object), [first]: null },
          { ...(body as object), [first]: 1 },
          {},
        ];
        return Promise.all(
          refused.map((one) => api(method, path, { body: one, headers: { 'Content-Type': 'application/json' } })),
        );
      };
    case 'unsupported-media-type':
      return async ({ api }) => {
        const { method, path, body } = validRequest(operation);
        const types = [
          'text/plain',
          'application/xml',
          'application/x-amz-json-1.0',
          'application/merge-patch+json',
          'nonsense',
        ];
        return Promise.all(
          types.map((type) => api(method, path, { body: body ?? '{}', headers: { 'Content-Type': type } })),
        );
      };
    default:
      return undefined;
  }
}
