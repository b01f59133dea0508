/** `@pharmaspectra/dynamodb-stream-elasticsearch`. Its test mode leaves the signature out and keeps connections: to its favour. */
import pharmaspectra from '@pharmaspectra/dynamodb-stream-elasticsearch';

export async function createHandler({ url, index, options }) {
  return (event) => pharmaspectra.pushStream({ event, endpoint: url, index, testMode: true, ...options });
}
