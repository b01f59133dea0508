import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type CallApi, versionOf } from '../e2e/support/call-api.ts';
import { newId } from '../e2e/support/new-id.ts';
import type { Ledger } from './ledger.ts';

export interface Load {
  /** Resolves when every client has had its last answer. */
  readonly stop: () => Promise<void>;
}

/** What one client has made and nobody else writes to: so it knows what each has to be. */
interface Own {
  readonly authors: string[];
  readonly books: string[];
  readonly users: string[];
}

type Command = (own: Own, turn: number) => Promise<void>;

const birthdate = '1901';
const clients = 4;
/** Of one client: enough to fill every batch, and not all of a machine that has the servers to run, too. */
const perSecond = 30;
/** What a client keeps: an item that went as soon as it came would hardly ever be seen by a batch. */
const kept = 5;

/** Writes through the HTTP API until it is told to stop: new items, changes, renames, deletes, deletes followed by creates. */
export function startLoad(api: CallApi, ledger: Ledger): Load {
  const commands = createCommands(api, ledger);
  let isStopped = false;
  const running = Array.from({ length: clients }, async () => {
    const own: Own = { authors: [], books: [], users: [] };
    const startedMs = Date.now();
    for (let turn = 0; !isStopped; turn++) {
      await commands[turn % commands.length]?.(own, turn);
      await sleep(Math.max(0, startedMs + (turn * 1_000) / perSecond - Date.now()));
    }
  });
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(running);
    },
  };
}

function createCommands(api: CallApi, ledger: Ledger): readonly Command[] {
  const call = async (place: string, method: string, path: string, body?: unknown): Promise<boolean> => {
    const answer = await api(method, path, { body }).catch((error: unknown) => String(error));
    if (typeof answer === 'string' || answer.status >= 300) {
      ledger.refuse(place, typeof answer === 'string' ? answer : `${method} ${answer.status} ${answer.text}`);
      return false;
    }
    ledger.note(place, toState(answer));
    return true;
  };
  const create = async (list: string[], collection: string, body: Readonly<Record<string, unknown>>) => {
    const id = newId();
    const idName = `${collection.slice(0, -1)}Id`;
    if (await call(`${collection}/${id}`, 'POST', `/${collection}`, { ...body, [idName]: id })) list.push(id);
  };
  const change = async (list: readonly string[], collection: string, turn: number, body: unknown) => {
    const id = list[turn % list.length];
    if (id !== undefined) await call(`${collection}/${id}`, 'PATCH', `/${collection}/${id}`, body);
  };
  const remove = async (list: string[], collection: string): Promise<string | undefined> => {
    const id = list.length > kept ? list.shift() : undefined;
    if (id !== undefined) await call(`${collection}/${id}`, 'DELETE', `/${collection}/${id}`);
    return id;
  };
  const toBook = (own: Own, turn: number) => ({
    title: `Annals of turn ${turn}`,
    price: `${turn % 100}.5`,
    tags: ['chaos', `t${turn % 7}`],
    author: { authorId: own.authors[turn % own.authors.length] },
  });

  const addAuthor: Command = ({ authors }, turn) => create(authors, 'authors', { name: `Ann ${turn}`, birthdate });
  const addUser: Command = ({ users }, turn) => create(users, 'users', { name: `Bo ${turn}`, email: 'bo@example.org' });
  const addBook: Command = (own, turn) => create(own.books, 'books', toBook(own, turn));
  const changeBook: Command = ({ books }, turn) => change(books, 'books', turn, { description: `As of turn ${turn}` });
  const changeUser: Command = ({ users }, turn) => change(users, 'users', turn, { comment: `As of turn ${turn}` });
  const rename: Command = ({ authors }, turn) => change(authors, 'authors', turn, { name: `Ann, later ${turn}` });
  const removeUser: Command = async ({ users }) => void (await remove(users, 'users'));
  const bringBack: Command = async (own, turn) => {
    const bookId = await remove(own.books, 'books');
    if (bookId === undefined) return;
    if (await call(`books/${bookId}`, 'POST', '/books', { ...toBook(own, turn), bookId })) own.books.push(bookId);
  };
  const removeBook: Command = async ({ books }) => void (await remove(books, 'books'));
  return [
    ...[addAuthor, addBook, addBook, addUser, changeBook, changeUser, changeBook, changeBook, changeUser, changeBook],
    ...[addBook, changeUser, rename, changeBook, bringBack, changeBook, removeBook, removeUser, changeUser, changeBook],
  ];
}

function toState(answer: Answer): number | 'absent' {
  return answer.status === 204 ? 'absent' : versionOf(answer);
}
