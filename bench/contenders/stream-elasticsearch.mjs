/** `dynamodb-stream-elasticsearch`, called as its README does. Signs with whatever credentials there are; nobody checks. */
import streamElasticsearch from 'dynamodb-stream-elasticsearch';

export async function createHandler({ url, index, options }) {
  return (event) => streamElasticsearch.pushStream({ event, endpoint: url, index, ...options });
}
