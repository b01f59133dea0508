import { expect, test } from '@jest/globals';
import { parseSearchEvent } from '../../artifacts/indexer/src/core/search/parse-search-event.ts';
import { searched } from '../../artifacts/indexer/src/entities/registry.ts';
import { contract } from '../support/contract.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
}
interface Get {
  readonly tags: readonly string[];
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
}
const paths = contract.paths as unknown as Readonly<Record<string, { readonly get?: Get }>>;
const gets = Object.entries(paths).flatMap(([path, { get }]) =>
  get?.tags.includes('search') ? [[path, get] as const] : [],
);
const schemas = contract.components.schemas as unknown as Readonly<
  Record<string, { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> }>
>;

/** The names that the search handler says it takes, when it is asked with one that it does not. */
function listAccepted(event: object): readonly string[] {
  const asked = parseSearchEvent(event, searched);
  const [, names = ''] = asked.kind === 'invalid' ? (/^Expected only (.*), got `"!"`\.$/.exec(asked.detail) ?? []) : [];
  return names
    .split(', ')
    .map((name) => name.replaceAll('`', ''))
    .sort();
}

test.each(gets)('GET %s takes the parameters of the contract', (path, { parameters }) => {
  const query = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const pathParameters = Object.fromEntries(parameters.map(({ name }) => [name, 'x']));

  const accepted = listAccepted({
    resource: path,
    httpMethod: 'GET',
    pathParameters,
    queryStringParameters: { '!': '' },
  });

  expect(gets.length).toBeGreaterThan(8);
  expect(accepted).toEqual(query.sort());
});

test('POST /search takes the members of the contract', () => {
  const accepted = listAccepted({ resource: '/search', httpMethod: 'POST', body: '{"!": 1}' });

  expect(accepted).toEqual(Object.keys(schemas.SearchRequest?.properties ?? {}).sort());
});

test('what can be searched, and every status, is as in the contract', () => {
  expect(searched.map(({ name }) => name)).toEqual(schemas.SearchRequest?.properties.type?.enum);
  for (const { name, listing } of searched) {
    expect([name, listing?.parameters.status?.values]).toEqual([name, schemas[name]?.properties.status?.enum]);
  }
});
