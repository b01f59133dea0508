import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import type { RebuildRequest } from '../../artifacts/indexer/src/keeper/rebuild/rebuild-command.ts';
import type { RebuildDependencies } from '../../artifacts/indexer/src/keeper/rebuild/rebuild-step.ts';
import { rebuild } from '../../artifacts/indexer/src/keeper/rebuild.ts';
import { createRebuildRig, keepSearching } from './support/create-rebuild-rig.ts';
import { waitUntil } from './support/wait-until.ts';

const books = 300;
const authors = 10;
const longThere = Array.from({ length: books }, (_, n) => `S:Book:${n}`);
const timeoutMs = 300_000;

let rig: Awaited<ReturnType<typeof createRebuildRig>>;
let isOver = false;
let version = BigInt(Date.now()) * 1_000n;

const toAuthor = (n: number, name: string): Item => ({
  id: { S: `Author:${n}` },
  type: { S: 'Author' },
  authorId: { S: String(n) },
  name: { S: name },
  version: { N: String(version++) },
});
const toBook = (n: number, title: string): Item => ({
  id: { S: `Book:${n}` },
  type: { S: 'Book' },
  bookId: { S: String(n) },
  authorId: { S: String(n % authors) },
  title: { S: title },
  version: { N: String(version++) },
});

beforeEach(async () => {
  isOver = false;
  rig = await createRebuildRig();
  await createIndexes(rig.entities, rig.dependencies.send);
  for (let n = 0; n < authors; n++) await rig.stream.put(toAuthor(n, `Author ${n}`));
  for (let n = 0; n < books; n += 20) {
    await Promise.all(longThere.slice(n, n + 20).map((_, i) => rig.stream.put(toBook(n + i, `Title ${n + i}`))));
  }
  await rig.stream.drain();
  await rig.dependencies.send({ method: 'POST', path: `/${rig.prefix}-books/_refresh` });
}, timeoutMs);
afterEach(async () => {
  isOver = true;
  await rig.end();
}, timeoutMs);

/** Changes of what is long there, books that come and go, renamed authors; and the indexer after them. */
const startTraffic = () => {
  const write = async (): Promise<void> => {
    for (let n = 0; !isOver; n++) {
      await rig.stream.put(toBook((n * 7) % books, `Title changed ${n}`));
      if (n % 3 === 0) await rig.stream.put(toBook(books + (n % 30), `New ${n}`));
      if (n % 5 === 0) await rig.stream.remove(`Book:${books + ((n * 2) % 30)}`);
      if (n % 50 === 0) await rig.stream.put(toAuthor(n % authors, `Renamed ${n}`));
      await sleep(10);
    }
  };
  return Promise.all([write(), rig.stream.follow(() => isOver)]);
};

class KilledError extends Error {}

/** Dies with its k-th request, which is not sent when k is odd and not heard when it is even. */
const killAt = (d: RebuildDependencies, k: number): RebuildDependencies => {
  let count = 0;
  const watch = <Args extends readonly unknown[], Answer>(ask: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args): Promise<Answer> => {
      count += 1;
      if (count > k || (count === k && k % 2 === 1)) throw new KilledError();
      const answer = await ask(...args);
      if (count === k) throw new KilledError();
      return answer;
    };
  };
  const { get, put, remove } = d.rebuildStates;
  return {
    ...d,
    send: watch(d.send),
    readItems: watch(d.readItems),
    scanTable: watch(d.scanTable),
    rebuildStates: { get: watch(get), put: watch(put), remove: watch(remove) },
  };
};

/** To its end, killed in each of the first slices one request later. Says how often. */
const runKilled = async (request: RebuildRequest): Promise<number> => {
  for (let k = 1; ; k++) {
    try {
      const slice = await rebuild(request, killAt(rig.dependencies, k));
      if (slice.isDone) return k;
    } catch (error) {
      const code = (error as { code?: string }).code;
      // What it has come to at its end is kept, though nobody heard of it.
      if (code === 'maintain.rebuild-unfinished' || code === 'maintain.no-rebuild') return k;
      if (!(error instanceof KilledError)) throw error;
    }
  }
};

const aliasesOf = async (): Promise<readonly string[]> => {
  const path = `/${rig.prefix}-books*/_alias`;
  const reply = await rig.dependencies.send({ method: 'GET', path });
  const body = reply.kind === 'reply' ? (JSON.parse(reply.text) as Record<string, { aliases: object }>) : {};
  return Object.entries(body)
    .map(([index, { aliases }]) => [index, ...Object.keys(aliases).sort()].join(' ').replaceAll(`${rig.prefix}-`, ''))
    .sort();
};

const getDocuments = async (index: string): Promise<readonly unknown[]> => {
  await rig.dependencies.send({ method: 'POST', path: `/${rig.prefix}-${index}/_refresh` });
  const body = JSON.stringify({ size: 10_000, query: { match_all: {} } });
  const reply = await rig.dependencies.send({ method: 'POST', path: `/${rig.prefix}-${index}/_search`, body });
  const found = reply.kind === 'reply' ? (JSON.parse(reply.text) as { hits: { hits: readonly Hit[] } }).hits.hits : [];
  return found.map(({ _id, _source }) => [_id, _source.title, _source.authorName, _source.version]).sort();
};
interface Hit {
  readonly _id: string;
  readonly _source: Readonly<Record<string, unknown>>;
}

const expectedDocuments = (): readonly unknown[] => {
  const items = new Map(rig.stream.items().map((item) => [textOf(item.id), item]));
  return [...items]
    .filter(([id]) => id.startsWith('Book:'))
    .map(([id, item]) => {
      const name = textOf(items.get(`Author:${textOf(item.authorId)}`)?.name);
      return [`S:${id}`, textOf(item.title), name, Number((item.version as { N: string }).N)];
    })
    .sort();
};
const textOf = (value: Item[string] | undefined): string => (value && 'S' in value ? value.S : '');

test(
  'fills a new index beside live traffic, killed again and again, without a search that misses or fails',
  async () => {
    const traffic = startTraffic();
    const searching = keepSearching(rig, longThere, () => isOver);
    const deploying = (async () => {
      for (; !isOver; await sleep(300)) await createIndexes(rig.entities, rig.dependencies.send);
    })();

    const killed = await runKilled({ indexes: [`${rig.prefix}-books`, `${rig.prefix}-authors`] });
    const switched = await aliasesOf();
    const finished = await runKilled({ step: 'finish' });
    isOver = true;
    const [{ searches, problems }] = await Promise.all([searching, traffic, deploying]);

    expect(problems).toEqual([]);
    expect(searches).toBeGreaterThan(20);
    expect(killed).toBeGreaterThan(15);
    expect(finished).toBeGreaterThan(5);
    expect(switched).toEqual(['books-v1 books-write', 'books-v2 books books-write']);
    expect(await aliasesOf()).toEqual(['books-v2 books books-write']);
    expect(await getDocuments('books-v2')).toEqual(expectedDocuments());
  },
  timeoutMs,
);

test(
  'goes back to an old index that holds what was written meanwhile, without a search that misses or fails',
  async () => {
    const traffic = startTraffic();
    const searching = keepSearching(rig, longThere, () => isOver);

    await rebuild({ indexes: [`${rig.prefix}-books`] }, rig.dependencies);
    await runKilled({ step: 'rollback' });
    isOver = true;
    const [{ problems }] = await Promise.all([searching, traffic]);

    expect(problems).toEqual([]);
    expect(await aliasesOf()).toEqual(['books-v1 books books-write']);
    expect(await getDocuments('books-v1')).toEqual(expectedDocuments());
  },
  timeoutMs,
);

test(
  'brings back an index that was lost under load',
  async () => {
    const traffic = startTraffic();
    await rig.dependencies.send({ method: 'DELETE', path: `/${rig.prefix}-books-v1` });
    // A delivery has met with an index that is not there.
    await waitUntil(
      async () => rig.stream.failures(),
      (failures) => failures > 0,
    );

    await rebuild({ indexes: [`${rig.prefix}-books`] }, rig.dependencies);
    const searching = keepSearching(rig, longThere, () => isOver);
    await rebuild({ step: 'finish' }, rig.dependencies);
    isOver = true;
    const [{ problems }] = await Promise.all([searching, traffic]);

    expect(problems).toEqual([]);
    expect(await aliasesOf()).toEqual(['books-v2 books books-write']);
    expect(await getDocuments('books-v2')).toEqual(expectedDocuments());
  },
  timeoutMs,
);
