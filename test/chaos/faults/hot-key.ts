import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type CallApi, versionOf } from '../../e2e/support/call-api.ts';
import { newId } from '../../e2e/support/new-id.ts';
import { dynamodb } from '../../e2e/support/table.ts';
import type { Fault } from '../fault.ts';

const changes = 10_000;
/** A book is changed as well, every fifth time: it is written from a read of the table, a user from the record's image. */
const bookEvery = 5;
const atOnce = 8;

async function add(api: CallApi, path: string, body: object): Promise<number> {
  const answer = await api('POST', path, { body });
  if (answer.status !== 201) throw new Error(`Expected ${path} to answer 201, got ${answer.status}.`);
  return versionOf(answer);
}

async function change(tableName: string, id: string, attribute: string, turn: number): Promise<void> {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: { id: { S: id } },
      UpdateExpression: 'SET version = version + :one, #text = :text',
      ExpressionAttributeNames: { '#text': attribute },
      ExpressionAttributeValues: { ':one': { N: '1' }, ':text': { S: `Change ${turn}` } },
    }),
  );
}

export const hotKey: Fault = {
  name: '10,000 changes of one key',
  inject: async ({ stack, api, ledger }) => {
    const { tableName } = stack.settings;
    const [userId, bookId] = [newId(), newId()];
    const author = { authorId: newId(), name: 'Hesiod', birthdate: '-0750' };
    const user = await add(api, '/users', { userId, name: 'Bo', email: 'bo@example.org' });
    const book = await add(api, '/books', { bookId, title: 'Annals of one day', author });
    const startedMs = Date.now();
    let left = changes;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let turn = left--; turn > 0; turn = left--) {
          await change(tableName, `User:${userId}`, 'comment', turn);
          if (turn % bookEvery === 0) await change(tableName, `Book:${bookId}`, 'description', turn);
        }
      }),
    );
    ledger.note(`users/${userId}`, user + changes);
    ledger.note(`books/${bookId}`, book + changes / bookEvery);
    const perSecond = Math.round((changes * (1 + 1 / bookEvery)) / ((Date.now() - startedMs) / 1_000));
    return {
      did: `one user ${changes} times, one book ${changes / bookEvery} times, past the API, ${atOnce} at once, ${perSecond} a second`,
      problems: [],
    };
  },
};
