/** What the common tutorials show: one request a record, visible at once. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Client } from '@opensearch-project/opensearch';

export async function createHandler({ url, index, refresh }) {
  const client = new Client({ node: url });
  return async ({ Records: records }) => {
    for (const { eventName, dynamodb } of records) {
      const { id } = unmarshall(dynamodb.Keys);
      if (eventName === 'REMOVE') await client.delete({ index, id, refresh });
      else await client.index({ index, id, body: unmarshall(dynamodb.NewImage), refresh });
    }
  };
}
