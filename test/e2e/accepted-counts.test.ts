import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Entity } from '../../artifacts/indexer/src/core/entity.ts';
import { buildSearchBody } from '../../artifacts/indexer/src/core/search/build-search-body.ts';
import { describeFields } from '../../artifacts/indexer/src/core/search/describe-fields.ts';
import { parseSearchEvent } from '../../artifacts/indexer/src/core/search/parse-search-event.ts';
import { searched } from '../../artifacts/indexer/src/entities/registry.ts';
import { newId } from './support/new-id.ts';
import { createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const prefix = `counts${newId().slice(1, 11).toLowerCase()}`;
const send = createSend(servers.opensearchUrl);

beforeAll(async () => {
  for (const { index, definition } of searched) {
    await send({ method: 'PUT', path: `/${prefix}-${index}`, body: JSON.stringify(definition) });
    await send({ method: 'PUT', path: `/${prefix}-${index}/_doc/1`, body: '{}' });
  }
});
afterAll(() => send({ method: 'DELETE', path: `/${prefix}-*` }));

/** Every way in which a field can be sorted, counted and calculated by, each in a request of its own. */
function listBodies(field: string): readonly object[] {
  const kinds = ['terms', 'cardinality', 'min', 'max', 'avg', 'sum'];
  return [
    { sort: [field] },
    { sort: [`-${field}`] },
    { facets: [field], filter: { [field]: { exists: true } } },
    ...kinds.map((kind) => ({ aggregates: { one: { [kind]: { field } } } })),
  ];
}

async function search({ name, index }: Entity, body: object): Promise<'refused by us' | number> {
  const event = { resource: '/search', httpMethod: 'POST', body: JSON.stringify({ type: name, ...body }) };
  const asked = parseSearchEvent(event, searched);
  if (asked.kind !== 'search') return 'refused by us';
  const plan = {
    request: asked.request,
    spelling: 'typed',
    marker: 'm',
    pitId: undefined,
    searchAfter: undefined,
  } as const;
  const text = JSON.stringify(buildSearchBody(plan));
  const reply = await send({ method: 'POST', path: `/${prefix}-${index}/_search`, body: text });
  return reply.kind === 'reply' ? reply.status : 0;
}

test.each(searched.map((entity) => [entity.name, entity] as const))(
  'OpenSearch sorts, counts and calculates by every field of %s that we let a caller name',
  async (_, entity) => {
    const fields = [...describeFields(entity).values()];
    for (const { name, kind, exact } of fields) {
      const bodies = listBodies(name);
      const answers = await Promise.all(bodies.map((body) => search(entity, body)));

      const isNumber = kind === 'number';
      const isWord = exact !== undefined && (kind === 'keyword' || kind === 'text');
      const isAccepted = [
        ...[exact !== undefined, exact !== undefined, isWord, exact !== undefined, exact !== undefined],
        ...[isNumber || kind === 'date', isNumber || kind === 'date', isNumber, isNumber],
      ];
      expect([name, answers]).toEqual([name, isAccepted.map((is) => (is ? 200 : 'refused by us'))]);
    }
  },
);
