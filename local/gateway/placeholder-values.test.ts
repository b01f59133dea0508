import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadApi } from './load-api.ts';
import { placeholderValues } from './placeholder-values.ts';

const settings = { region: 'eu-central-1', tableName: 'library' };
const document = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8');

test('has a value for each placeholder of openapi.yaml, and no other', () => {
  expect(() => loadApi(document, placeholderValues(settings))).not.toThrow();
});

test('fills in the region and the table', () => {
  const { operations } = loadApi(document, placeholderValues(settings));
  const { integration } = operations.find(({ operationId }) => operationId === 'GetBook') ?? {};

  expect(integration).toMatchObject({ region: 'eu-central-1', action: 'GetItem' });
  expect(
    JSON.stringify([...(integration?.type === 'dynamodb' ? integration.requestTemplates.values() : [])]),
  ).toContain('library');
});
