import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { askTable } from './ask-table.ts';
import type { TableOptions } from './dynamodb-client.ts';

/** Names of the table's key attributes, the hash key first; undefined when they could not be found out now. */
export async function findKeyNames(options: TableOptions): Promise<readonly string[] | undefined> {
  const { client, tableName } = options;
  const command = new DescribeTableCommand({ TableName: tableName });
  const reply = await askTable(options, 'read', (sending) => client.send(command, sending));
  const names = (reply?.Table?.KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
  return names.length > 0 ? names : undefined;
}
