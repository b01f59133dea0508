/** What a careful team writes: `unmarshall` of the AWS SDK, and the bulk helper of OpenSearch's client, in stream order. */
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Client } from '@opensearch-project/opensearch';

export async function createHandler({ url, index }) {
  const client = new Client({ node: url });
  return async ({ Records: records }) => {
    const result = await client.helpers.bulk({
      datasource: records,
      onDocument: ({ eventName, dynamodb }) => {
        const { id } = unmarshall(dynamodb.Keys);
        if (eventName === 'REMOVE') return { delete: { _index: index, _id: id } };
        return [{ index: { _index: index, _id: id } }, unmarshall(dynamodb.NewImage)];
      },
    });
    if (result.failed > 0) throw new Error(`${result.failed} documents failed`);
  };
}
