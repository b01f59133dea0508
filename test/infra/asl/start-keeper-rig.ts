import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createFunction } from '../../../local/function/create-function.ts';
import { functionEnvironment } from '../../../local/function/function-environment.ts';
import { createDynamodbClient } from '../../../local/stack/dynamodb-client.ts';
import { projectRoot } from '../../../local/stack/settings.ts';
import { askOpensearch } from '../../chaos/ask-opensearch.ts';
import { startStack } from '../../chaos/start-stack.ts';
import { waitUntilQuiet } from '../../chaos/wait-until-quiet.ts';
import { ServiceError } from './serve-function.ts';
import { type Execution, type Interpreter, startInterpreter } from './start-interpreter.ts';

/** What the function is asked, as far as tests look at it. */
export interface Event {
  readonly action: string;
  readonly work?: string | null;
  readonly segment?: number;
  readonly resume?: string | null;
}

/** What happens to an invocation. */
export type Fault = 'throttle' | 'kill' | 'lose the answer' | 'cut the token' | 'hold';

export type KeeperRig = Awaited<ReturnType<typeof startKeeperRig>>;

const functionArn = 'arn:aws:lambda:eu-west-1:123456789012:function:millrace-dev-maintain';
const placeholder = '$' + '{maintain_function_arn}';
const definition = readFileSync(join(projectRoot, 'artifacts/indexer/keeper.asl.json'), 'utf8').replaceAll(
  placeholder,
  functionArn,
);
/** Short, so that the workers go from one invocation to the next. */
const sliceMs = 400;

/**
 * The definition as it is shipped, in moto's interpreter; each of its Lambda tasks is the bundle that is deployed, against
 * DynamoDB Local and OpenSearch, which hold so many books.
 */
export async function startKeeperRig({ books, authors }: { readonly books: number; readonly authors: number }) {
  const stack = await startStack();
  const { settings } = stack;
  // A rebuild waits for the streams' longest, which is a second here.
  const env = { ...functionEnvironment(settings), INDEXER_STREAM_TIMEOUT_SECONDS: '1', INDEXER_LOG_LEVEL: 'silent' };
  const bundle = join(projectRoot, 'artifacts/indexer/dist/maintain.mjs');
  const start = () =>
    createFunction({ name: 'maintain', bundle, env, timeoutMs: 900_000, memoryMb: 512, log: () => {}, concurrency: 3 });
  let maintain = start();
  const watched = {
    events: [] as Event[],
    disturb: (_: Event, __: number): Fault | undefined => undefined,
    /** Until then an invocation that is held does not begin. */
    released: Promise.resolve(),
  };
  const invoke = async (name: string, event: unknown): Promise<unknown> => {
    if (![functionArn, 'millrace-dev-maintain'].includes(name))
      throw new ServiceError(404, 'ResourceNotFoundException');
    const asked = event as Event;
    watched.events.push(asked);
    const fault = watched.disturb(asked, watched.events.length);
    if (fault === 'throttle') throw new ServiceError(429, 'TooManyRequestsException');
    if (fault === 'hold') await watched.released;
    const running = maintain.invoke(fault === 'cut the token' ? { ...asked, resume: 'cut' } : event);
    if (fault === 'kill') {
      const killed = maintain;
      maintain = start();
      setTimeout(() => void killed.close(), 100);
    }
    const answer = await running;
    if (fault === 'lose the answer') throw new ServiceError(502, 'ServiceException');
    return answer;
  };
  let interpreter: Interpreter = await startInterpreter(definition, invoke);
  const items = createItems(authors);
  const client = createDynamodbClient(settings);
  const all = [...items.authors(), ...Array.from({ length: books }, (_, n) => items.book(n))];
  for (let i = 0; i < all.length; i += 25) {
    const requests = all.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [settings.tableName]: requests } }));
  }
  if ((await waitUntilQuiet(settings)) === undefined) throw new Error('Expected the index to take in the books.');
  return {
    settings,
    watched,
    ask: (method: string, path: string, body?: object) =>
      askOpensearch(settings.opensearchUrl, method, path, body) as Promise<Record<string, never>>,
    run: (input: object): Promise<Execution> => interpreter.run({ concurrency: 2, sliceMs, ...input }),
    /** Where the command line finds AWS. */
    awsUrl: () => interpreter.awsUrl,
    createStateMachine: (name: string) => interpreter.createStateMachine(name),
    /** The engine dies, and another is there. */
    restart: async () => {
      await interpreter.close();
      interpreter = await startInterpreter(definition, invoke);
    },
    /** Books change, one after the other, while the indexer follows. */
    writeBooks: async (isOver: () => boolean) => {
      for (let n = 0; !isOver(); n++) {
        const Item = items.book((n * 37) % books, `Title changed ${n}`);
        await client.send(new PutItemCommand({ TableName: settings.tableName, Item }));
        await sleep(10);
      }
    },
    close: async () => {
      await interpreter.close();
      await maintain.close();
      client.destroy();
      await stack.end();
    },
  };
}

function createItems(authors: number) {
  let version = 1_700_000_000_000_000n;
  const toItem = (type: 'Author' | 'Book', id: string, fields: Readonly<Record<string, string>>) => ({
    id: { S: `${type}:${id}` },
    type: { S: type },
    version: { N: String(version++) },
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { S: value }])),
  });
  return {
    authors: () =>
      Array.from({ length: authors }, (_, n) =>
        toItem('Author', String(n), { authorId: String(n), name: `Author ${n}` }),
      ),
    book: (n: number, title = `Title ${n}`) =>
      toItem('Book', String(n), { bookId: String(n), authorId: String(n % authors), title }),
  };
}
