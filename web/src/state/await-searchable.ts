import type { Problem } from '../api/problem.ts';
import { toQuery } from '../api/query.ts';
import type { Late } from './command.ts';
import type { Written } from './list-written.ts';
import { type Access, readItem } from './read-item.ts';

export interface Awaiting {
  readonly access: Access;
  readonly written: readonly Written[];
  readonly pause: (ms: number) => Promise<void>;
  readonly noteLate: (late: Late) => void;
}

type Look<Value> =
  | { readonly isDone: true; readonly value: Value }
  | { readonly isDone: false; readonly problem?: Problem };

const collections = { Book: 'books', Author: 'authors', User: 'users', Rental: 'rentals' } as const;

/** The answer comes as soon as a search finds it, and after this at the latest. */
const waitSeconds = '5';
const firstPauseMs = 500;
const longestPauseMs = 15_000;

/**
 * Comes back once a search finds all that was written, with what searches are known to hold from then on. It asks for as
 * long as that takes: there is no time after which what was accepted is no longer on its way.
 */
export async function awaitSearchable(awaiting: Awaiting): Promise<readonly string[]> {
  const known = await insist(() => readKnown(awaiting), 'table-unavailable', awaiting);
  if (known.length > 0) await insist(() => lookFor(known, awaiting), 'search-unavailable', awaiting);
  return known;
}

async function insist<Value>(
  look: () => Promise<Look<Value>>,
  withoutAnswer: Late,
  { noteLate, pause }: Awaiting,
): Promise<Value> {
  for (let pauseMs = firstPauseMs; ; ) {
    const looked = await look();
    if (looked.isDone) return looked.value;
    noteLate(looked.problem === undefined ? 'index-behind' : withoutAnswer);
    // Only trouble is given more and more time. The index is asked again soon: a pause would count as its slowness.
    pauseMs = looked.problem === undefined ? firstPauseMs : pauseMs;
    await pause(Math.max(pauseMs, looked.problem?.retryAfterMs ?? 0));
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** The versions that the command's answer did not tell. An item that was deleted since is nothing to wait for. */
async function readKnown({ written, access }: Awaiting): Promise<Look<readonly string[]>> {
  const replies = await Promise.all(
    written.map(async (item) => {
      if (item.version !== undefined) return [toKnown(item, item.version)];
      const reply = await readItem(item, access);
      if (reply.isOk) return [toKnown(item, reply.data.version)];
      return reply.problem.name.endsWith('-not-found') ? [] : reply.problem;
    }),
  );
  const problem = replies.find((reply) => 'meaning' in reply);
  if (problem !== undefined) return { isDone: false, problem };
  return { isDone: true, value: replies.flatMap((reply) => ('meaning' in reply ? [] : reply)) };
}

function toKnown({ type, ids }: Written, version: number): string {
  return `${collections[type]}/${ids.join('/')}:${version}`;
}

async function lookFor(known: readonly string[], { written, access }: Awaiting): Promise<Look<undefined>> {
  const [{ type = 'Book', ids = [] } = {}] = written;
  const query = toQuery({ type, ids: ids.join(':'), limit: '1', after: known, wait: waitSeconds });
  const reply = await access.ask(access.signal, (api, signal) =>
    api.GET('/search', { signal, querySerializer: () => query }),
  );
  if (!reply.isOk) return { isDone: false, problem: reply.problem };
  return reply.data.consistent === true ? { isDone: true, value: undefined } : { isDone: false };
}
