import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Item } from '../../artifacts/indexer/src/core/attribute-value.ts';
import { searched } from '../../artifacts/indexer/src/entities/registry.ts';
import { createIndexes } from '../../artifacts/indexer/src/flow/create-indexes.ts';
import { type CallApi, createApiClient } from './support/call-api.ts';
import { createRebuildRig } from './support/create-rebuild-rig.ts';
import { findWhole } from './support/find-whole.ts';
import {
  type BookRow,
  readBookRows,
  readSearchExamples,
  type SearchExample,
  toExampleId,
} from './support/read-search-examples.ts';
import { servers } from './support/servers.ts';
import { startGateway, type TestGateway } from './support/start-gateway.ts';
import { type IndexProxy, startIndexProxy } from './support/start-index-proxy.ts';

let rig: Awaited<ReturnType<typeof createRebuildRig>>;
let proxy: IndexProxy;
let gateway: TestGateway;
let api: CallApi;

beforeAll(async () => {
  rig = await createRebuildRig();
  const { send } = rig.dependencies;
  await createIndexes(rig.entities, send, { isClusterShared: true });
  for (const item of buildLibrary(readBookRows())) await rig.stream.put(item);
  await rig.stream.drain();
  await send({ method: 'POST', path: `/${rig.prefix}-*/_refresh` });
  const indexes = searched.map(({ index }) => index);
  proxy = await startIndexProxy(servers.opensearchUrl, { prefix: rig.prefix, indexes });
  gateway = await startGateway({ opensearchUrl: proxy.url, tableName: rig.prefix });
  api = createApiClient(gateway.url);
});
afterAll(async () => {
  await gateway?.close();
  await proxy?.close();
  await rig?.end();
});

/** What `docs/search.md` says that there is. */
function buildLibrary(rows: readonly BookRow[]): readonly Item[] {
  const authors = [...new Set(rows.map(({ author }) => author))].map((name) =>
    buildItem(['Author', toExampleId(name)], { authorId: { S: toExampleId(name) }, name: { S: name } }),
  );
  const userId = toExampleId('Ada Lovelace');
  const books = rows.map(({ title, author, category, tags, language, price, status }) => {
    const bookId = toExampleId(title);
    return buildItem(['Book', bookId], {
      bookId: { S: bookId },
      title: { S: title },
      authorId: { S: toExampleId(author) },
      category: { S: category },
      tags: { L: tags.split(', ').map((tag) => ({ S: tag })) },
      language: { S: language },
      status: { S: status },
      ...(price !== '' && { price: { N: price } }),
      ...(status === 'NOT_AVAILABLE' && { borrowerId: { S: userId } }),
    });
  });
  const user = { userId: { S: userId }, name: { S: 'Ada Lovelace' } };
  const bookId = toExampleId('The Idiot');
  const rental = { bookId: { S: bookId }, userId: { S: userId }, status: { S: 'BORROWED' } };
  return [
    ...authors,
    ...books,
    buildItem(['User', userId], user),
    buildItem(['Rental', `${bookId}:${userId}`], rental),
  ];
}

function buildItem([type, id]: readonly [string, string], attributes: Item): Item {
  return { id: { S: `${type}:${id}` }, type: { S: type }, version: { N: '1700000000000000' }, ...attributes };
}

interface Found {
  readonly next?: string;
  readonly partial?: boolean;
  readonly results: readonly { readonly document: Readonly<Record<string, unknown>> }[];
}

/** Of the page before, which `…` stands for. */
let next = '';

async function ask({ method, path, body }: SearchExample) {
  const [resource = '', query = ''] = path.split('?', 2);
  const parameters = query
    .split('&')
    .filter(Boolean)
    .map((parameter) => {
      const [name = '', value = ''] = parameter.split('=', 2);
      return `${name}=${encodeURIComponent(value === '…' ? next : value)}`;
    });
  const { answer } = await findWhole(async () => {
    const answer = await api(
      method,
      [resource, ...(query ? [parameters.join('&')] : [])].join('?'),
      body === undefined ? {} : { body: body.trim() },
    );
    return { answer, partial: (answer.body as Found).partial ?? false };
  });
  next = (answer.body as Found).next ?? next;
  return answer;
}

const examples = readSearchExamples();

test('has examples of all that there is', () => {
  const requests = examples.map(({ path, body = '' }) => path + body).join('\n');
  const members = ['q', 'type', 'status', 'category', 'tag', 'language', 'priceFrom', 'priceTo', 'sort', 'limit'];
  for (const name of [...members, 'next', 'facets', 'ids', 'stable', 'highlight', 'after']) {
    expect(requests).toMatch(new RegExp(`[?&]${name}=`));
  }
});

test.each(examples.map((example) => [`${example.method} ${example.path}${example.body ?? ''}`, example] as const))(
  'answers as the page says: %s',
  async (_, example) => {
    const { status, body } = await ask(example);

    const { answer } = example;
    if (answer.kind === 'refused')
      return expect([status, body]).toMatchObject([answer.status, { detail: answer.detail }]);
    expect([status, body]).toMatchObject([200, answer.kind === 'members' ? answer.members : { partial: false }]);
    if (answer.kind === 'members') return;
    const names = (body as Found).results.map(({ document }) => document.title ?? document.name);
    expect(names).toEqual(answer.names);
  },
);
