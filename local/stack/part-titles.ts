import type { PartName } from './stack-state.ts';

export const partTitles: Readonly<Record<PartName, string>> = {
  dynamodb: 'DynamoDB',
  opensearch: 'OpenSearch',
  gateway: 'HTTP API',
  stream: 'Stream and indexer',
  page: 'Page',
};
