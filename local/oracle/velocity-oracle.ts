import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** One template and everything that it can see. `context` may carry `requestOverride` and `responseOverride`. */
export interface OracleRequest {
  readonly template: string;
  readonly body: string;
  readonly params: {
    readonly path: Readonly<Record<string, string>>;
    readonly querystring: Readonly<Record<string, string>>;
    readonly header: Readonly<Record<string, string>>;
  };
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** What Velocity makes of it: the text and the overrides as they then stand, or the reason why it fails. */
export type OracleResult =
  | { readonly text: string; readonly overrides: { readonly request: unknown; readonly response: unknown } }
  | { readonly error: string };

export interface VelocityOracle {
  /** Answers in the order of the requests. Rejects when the Java process dies. */
  render(requests: readonly OracleRequest[]): Promise<OracleResult[]>;
  close(): Promise<void>;
}

const allJars = join(import.meta.dirname, '..', 'jars');
const defaultJars = join(allJars, 'velocity');
/** Where `make jars` puts `Oracle.java`, compiled: a Java without a compiler of its own is enough. */
const classes = join(allJars, 'oracle');

/**
 * Starts Apache Velocity 1.7 in a Java process of its own, for the checks that compare our engine with it.
 * Throws when the jars are not there; a missing Java is reported by the first `render`.
 */
export function startVelocityOracle({ jars = defaultJars, java = 'java' } = {}): VelocityOracle {
  if (!existsSync(jars)) throw new Error(`Expected Velocity's jars in ${jars}: run \`make jars\` first`);
  const child = spawn(java, ['-cp', [classes, join(jars, '*')].join(delimiter), 'Oracle']);
  const waiting = new Map<string, (result: OracleResult) => void>();
  const death = watchDeath(child, java);
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, ...result } = JSON.parse(line) as OracleResult & { id: string };
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let count = 0;

  const ask = (request: OracleRequest) => {
    count += 1;
    const id = String(count);
    const answer = new Promise<OracleResult>((resolve) => waiting.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    return answer;
  };
  const render = (requests: readonly OracleRequest[]) => Promise.race([Promise.all(requests.map(ask)), death.failure]);
  const close = async () => {
    child.stdin.end();
    await death.exit;
  };
  return { render, close };
}

interface Death {
  /** Resolves when the process is gone, however it went. */
  readonly exit: Promise<void>;
  /** Rejects then. */
  readonly failure: Promise<never>;
}

function watchDeath(child: ChildProcessWithoutNullStreams, java: string): Death {
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  // Writing to a process that is gone fails here too; the reason comes by `failure`.
  child.stdin.on('error', () => {});
  const ended = new Promise<Error>((resolve) => {
    child.on('error', (cause) => {
      resolve(new Error(`Expected to start ${java}: install Java 17 or newer (${cause.message})`, { cause }));
    });
    child.on('close', (code) => resolve(new Error(`Velocity's Java process ended with code ${code}: ${errors}`)));
  });
  const failure = ended.then((error) => Promise.reject(error));
  failure.catch(() => {});
  return { exit: ended.then(() => {}), failure };
}
