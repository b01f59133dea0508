import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../support/free-ports.ts';

const jarsDir = fileURLToPath(new URL('../../../local/jars', import.meta.url));
const source = fileURLToPath(new URL('./AgeingDynamoDb.java', import.meta.url));
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

export interface AgeingDynamodb {
  readonly url: string;
  /** Closes every open shard and opens a child of it. */
  readonly roll: () => Promise<void>;
  /** Makes all stream data so much older. */
  readonly age: (hours: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Compiles the server into the folder; with the compiler from Maven, as the stack's own launchers are. */
export async function compileAgeingDynamodb(folder: string): Promise<void> {
  const compiler = readdirSync(join(jarsDir, 'compiler')).find((name) => name.startsWith('ecj-'));
  const jars = readdirSync(join(jarsDir, 'dynamodb')).filter((name) => name.endsWith('.jar'));
  const classPath = jars.map((name) => join(jarsDir, 'dynamodb', name));
  const flags = ['-17', '-proc:none', '-nowarn', '-d', folder, '-cp', classPath.join(':')];
  const child = spawn(java, ['-jar', join(jarsDir, 'compiler', compiler ?? 'ecj.jar'), ...flags, source], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`Expected ${source} to compile, got status ${status}.`);
}

/** Starts the compiled server on the database in `dataDir`, which it keeps when it stops; on any free port unless one is given. */
export async function startAgeingDynamodb(classes: string, dataDir: string, wanted?: number): Promise<AgeingDynamodb> {
  mkdirSync(dataDir, { recursive: true });
  const port = wanted ?? (await freePorts(1))[0];
  const libraries = join(jarsDir, 'dynamodb');
  const flags = [`-Djava.library.path=${libraries}`, '-cp', `${classes}:${libraries}/*`];
  const child = spawn(java, [...flags, 'AgeingDynamoDb', String(port), dataDir], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async (word: string): Promise<void> => {
    for (let line = await lines.next(); line.value !== word; line = await lines.next()) {
      if (line.done) throw new Error(`Expected DynamoDB Local to say \`${word}\`, but it ended.`);
    }
  };
  const say = async (command: string): Promise<void> => {
    child.stdin.write(`${command}\n`);
    await hear('done');
  };
  await hear('ready');
  return {
    url: `http://127.0.0.1:${port}`,
    roll: () => say('roll'),
    age: (hours) => say(`age ${hours * 3_600_000}`),
    stop: async () => {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await exited;
    },
  };
}
