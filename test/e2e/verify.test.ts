import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeDocumentId } from '../../artifacts/indexer/src/core/encode-document-id.ts';
import { newId } from './support/new-id.ts';
import { createTool } from './support/run-tool.ts';
import { servers } from './support/servers.ts';
import { dynamodb, type Item } from './support/table.ts';
import { waitUntil } from './support/wait-until.ts';

/** The deployed entry point beside the running stack: other tests write to the same table meanwhile. */
const tool = createTool();
afterAll(async () => {
  await tool.close();
  dynamodb.destroy();
});

const { tableName: TableName } = servers;
const put = (item: Item) => dynamodb.send(new PutItemCommand({ TableName, Item: item }));
const remove = ({ id }: Item) => dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: id as never } }));
const rename = ({ id }: Item, field: string, value: string) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key: { id: id as never },
      UpdateExpression: 'SET #field = :value, version = version + :one',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeNames: { '#field': field },
      ExpressionAttributeValues: { ':value': { S: value }, ':one': { N: '1' } },
    }),
  );
const now = () => ({ N: `${Date.now()}000` });
const buildAuthor = (name: string): Item => {
  const authorId = newId();
  return {
    id: { S: `Author:${authorId}` },
    type: { S: 'Author' },
    authorId: { S: authorId },
    name: { S: name },
    version: now(),
  };
};
const buildBook = (title: string, author: Item, bookId = newId()): Item => {
  const ids = { id: { S: `Book:${bookId}` }, bookId: { S: bookId }, authorId: author.authorId as never };
  return { ...ids, type: { S: 'Book' }, title: { S: title }, version: now() };
};
const buildUser = (userId: string): Item => ({
  id: { S: `User:${userId}` },
  type: { S: 'User' },
  userId: { S: userId.slice(0, 20) },
  name: { S: 'Ann' },
  version: now(),
});

const idOf = (item: Item): string => String(encodeDocumentId({ id: item.id as never }));
const indexOf = ({ type }: Item): string => `${type?.S?.toLowerCase()}s-v1`;

interface Stored {
  readonly found: boolean;
  readonly _version: number;
  readonly _seq_no: number;
  readonly _source: Readonly<Record<string, unknown>>;
}
const path = (index: string, id: string): string => `${servers.opensearchUrl}/${index}/_doc/${encodeURIComponent(id)}`;
const get = async (item: Item): Promise<Stored> =>
  (await (await fetch(path(indexOf(item), idOf(item)))).json()) as Stored;
/** Past the indexer, as nobody should. */
const write = async (index: string, id: string, source: object | undefined, version?: bigint): Promise<void> => {
  const query = version === undefined ? '' : `?version=${version}&version_type=external_gte`;
  const answer = await fetch(`${path(index, id)}${query}`, {
    method: source ? 'PUT' : 'DELETE',
    headers: { 'Content-Type': 'application/json' },
    ...(source && { body: JSON.stringify(source) }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
};
const isIndexed = (items: readonly Item[]) =>
  waitUntil(
    async () => (await Promise.all(items.map(get))).filter(({ found }) => found).length,
    (count) => count === items.length,
  );
/** Kinds by document id, of those documents that are this test's own. */
const kindsOf = ({ findings }: Awaited<ReturnType<typeof tool.run>>, ids: readonly string[]) =>
  Object.fromEntries(
    findings.flatMap(({ documentId, kind }) => (ids.includes(documentId) ? [[documentId, kind]] : [])),
  );

const author = buildAuthor('Jane Austen');
beforeAll(() => put(author));

test('finds no difference while items are written, renamed, deleted and created again', async () => {
  const authors = Array.from({ length: 5 }, (_, n) => buildAuthor(`author ${n}`));
  const books = Array.from({ length: 300 }, (_, n) => buildBook(`book ${n}`, authors[n % 5] as Item));
  const mine = [...authors, ...books].map(idOf);
  let isOver = false;
  let writes = 0;
  const keepWriting = async (part: number): Promise<void> => {
    for (const item of [...authors, ...books].filter((_, n) => n % 4 === part)) await put(item);
    for (let n = part; !isOver; n += 4, writes += 1) {
      const book = books[(n * 7) % books.length] as Item;
      if (n % 10 === 0) await rename(authors[(n / 10) % 5] as Item, 'name', `author ${n}`);
      else if (n % 3 === 0) await remove(book);
      else if (n % 3 === 1) await put({ ...book, title: { S: `book ${n}` }, version: now() });
      else await rename(book, 'title', `book ${n}`).catch(() => {});
      // The stream has to make progress: a difference that stands for seconds is one.
      await sleep(5);
    }
  };
  const writing = Promise.all([0, 1, 2, 3].map(keepWriting));

  const runs = [];
  const endMs = Date.now() + 12_000;
  while (Date.now() < endMs || writes < 200) runs.push(await tool.run({ action: 'verify' }));
  isOver = true;
  await writing;
  runs.push(await tool.run({ action: 'verify' }));

  expect(runs.map((run) => kindsOf(run, mine))).toEqual(runs.map(() => ({})));
  // The index was behind, and that is what did not show.
  expect(runs.reduce((sum, { counts }) => sum + (counts.lagged ?? 0), 0)).toBeGreaterThan(0);
});

test('names each kind of difference, puts all right, and says nothing of what is right', async () => {
  const books = Array.from({ length: 8 }, (_, n) => buildBook(`book ${n}`, author));
  const [missing, stale, different, ahead, renamed, heavy, heavyWrong, right] = books as [
    Item,
    Item,
    Item,
    Item,
    Item,
    Item,
    Item,
    Item,
  ];
  const long = buildUser('x'.repeat(700));
  await Promise.all([...books, long].map(put));
  await isIndexed([...books, long]);
  const change = async (item: Item, fields: object, version = 0n): Promise<void> => {
    const { _source, _version } = await get(item);
    await write(indexOf(item), idOf(item), { ..._source, ...fields }, BigInt(_version) + version);
  };
  const versionOf = ({ version }: Item) => Number(version && 'N' in version ? version.N : 0);
  await write('books-v1', idOf(missing), undefined);
  await change(stale, { version: versionOf(stale) - 1, title: 'of before' });
  await change(different, { title: 'another' });
  await change(ahead, { version: versionOf(ahead) + 99 });
  await change(renamed, { authorName: 'Jane Bennet' });
  await change(heavy, {}, 5_000_000_000_000_000n);
  await change(heavyWrong, { title: 'another' }, 5_000_000_000_000_000n);
  await write('users-v1', idOf(long), undefined);
  const orphan = buildBook('nobody’s', author);
  const longOrphan = buildUser('y'.repeat(700));
  const nameless = `nameless-${newId()}`;
  await write('books-v1', idOf(orphan), { title: 'nobody’s' }, 9_000_000_000_000_000_000n);
  await write('users-v1', idOf(longOrphan), { name: 'nobody', _key: { id: longOrphan.id } });
  await write('books-v1', nameless, { title: 'nobody’s' });
  const kinds = {
    [idOf(missing)]: 'missing',
    [idOf(stale)]: 'stale',
    [idOf(different)]: 'different',
    [idOf(ahead)]: 'different',
    [idOf(renamed)]: 'different',
    [idOf(heavyWrong)]: 'different',
    [idOf(long)]: 'missing',
    [idOf(orphan)]: 'orphaned',
    [idOf(longOrphan)]: 'orphaned',
    [nameless]: 'orphaned',
  };
  const mine = [...Object.keys(kinds), idOf(right), idOf(heavy)];
  const all = [...books, long, orphan, longOrphan];
  // Other tests have orphans of their own among the rentals.
  const mended = ['authors', 'books', 'users'];

  const seen = await tool.run({ action: 'verify' });
  const standing = await Promise.all(all.map(get));
  const tried = await tool.run({ action: 'repair', indexes: mended, dryRun: true });
  const afterwards = await Promise.all(all.map(get));
  const repaired = await tool.run({ action: 'repair', indexes: mended });
  const again = await tool.run({ action: 'verify' });

  expect(kindsOf(seen, mine)).toEqual(kinds);
  expect(seen.findings.find(({ documentId }) => documentId === idOf(longOrphan))?.key).toEqual({ id: longOrphan.id });
  expect(kindsOf(tried, mine)).toEqual(kinds);
  expect(afterwards).toEqual(standing);
  const done = (kind: string) => (kind === 'orphaned' ? 'deleted' : 'written');
  expect(kindsOf(repaired, mine)).toEqual(
    Object.fromEntries(Object.entries(kinds).map(([id, kind]) => [id, done(kind)])),
  );
  expect(kindsOf(again, mine)).toEqual({});
  await rename(heavyWrong, 'title', 'and on it goes');
  await waitUntil(
    () => get(heavyWrong),
    ({ _source }) => _source.title === 'and on it goes',
  );
});

test('says that a difference is parked when OpenSearch refuses the document', async () => {
  const refused: Item = { ...buildBook('refused', author), createdAt: { S: 'no date' } };
  await put(refused);
  const row = { TableName: servers.parkedTableName, Key: { id: { S: `books-v1/${idOf(refused)}` } } };
  await waitUntil(
    () => dynamodb.send(new GetItemCommand({ ...row, ConsistentRead: true })),
    ({ Item }) => Item !== undefined,
  );

  const { findings } = await tool.run({ action: 'verify', indexes: ['books'] });

  const { id } = refused;
  expect(findings.filter(({ documentId }) => documentId === idOf(refused))).toEqual([
    {
      kind: 'parked',
      index: 'books-v1',
      documentId: idOf(refused),
      key: { id },
      reason: expect.stringMatching(/^400 /),
    },
  ]);
  await remove(refused);
});

test('repairs a document whose item keeps changing', async () => {
  const hot = buildBook('hot 0', author);
  await put(hot);
  await isIndexed([hot]);
  const spoil = (title: string) => write('books-v1', idOf(hot), { title, version: 1 }, 9_000_000_000_000_000_000n);
  let isOver = false;
  const writing = (async () => {
    for (let n = 1; !isOver; n++) await rename(hot, 'title', `hot ${n}`);
  })();
  await spoil('wrong');

  const { findings } = await tool.run({ action: 'repair', indexes: ['books'] });
  isOver = true;
  await writing;

  expect(findings.filter(({ documentId, kind }) => documentId === idOf(hot) && kind !== 'written')).toEqual([]);
  expect(kindsOf(await tool.run({ action: 'verify', indexes: ['books'] }), [idOf(hot)])).toEqual({});
});

test.each([
  [{ action: 'verify', indexes: ['bookz'] }, /Expected an index to be one of `authors`, .*`books-v1`.*, got `bookz`/],
  [{ action: 'verify', dryRun: true }, /Expected an option of verify to be .*, got `dryRun`/],
  [{ action: 'repair', sliceMs: 'long' }, /Expected `sliceMs` to be a number of milliseconds, got `"long"`/],
  [{ action: 'erase' }, /Expected `action` to be `verify`, `repair`, `redrive`, `rebuild`, `sum`, got `"erase"`/],
])('refuses %j', async (event, message) => {
  await expect(tool.run(event)).rejects.toMatchObject({
    errorType: 'maintain.invalid-request',
    errorMessage: expect.stringMatching(message),
  });
});
