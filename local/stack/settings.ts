import { homedir } from 'node:os';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What every local process needs to know: plain values, parsed once at its start by `loadSettings`. */
export interface Settings {
  readonly apiPort: number;
  readonly pagePort: number;
  readonly dynamodbPort: number;
  readonly opensearchPort: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Always filled, without a slash at its end. */
  readonly dynamodbUrl: string;
  /** Always filled, without a slash at its end. */
  readonly opensearchUrl: string;
  /** False when `MILLRACE_DYNAMODB_URL` names a running server: that one is neither started nor stopped here. */
  readonly ownDynamodb: boolean;
  /** False when `MILLRACE_OPENSEARCH_URL` names a running server: that one is neither started nor stopped here. */
  readonly ownOpensearch: boolean;
  readonly tableName: 'library';
  readonly parkedTableName: 'parked';
  readonly jobsTableName: 'jobs';
  readonly deletionsTableName: 'deletions';
  readonly region: 'us-east-1';
}

type Env = Readonly<Record<string, string | undefined>>;

/** The folder that holds the Makefile. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Names, defaults and meanings of the environment variables; the README lists the same. */
export const variables = {
  MILLRACE_API_PORT: { preset: '8080', meaning: 'port of the HTTP API on 127.0.0.1' },
  MILLRACE_PAGE_PORT: { preset: '8081', meaning: 'port of the page on 127.0.0.1' },
  MILLRACE_DYNAMODB_PORT: { preset: '8000', meaning: 'port of the DynamoDB Local that `make up` starts' },
  MILLRACE_OPENSEARCH_PORT: { preset: '9200', meaning: 'port of the OpenSearch that `make up` starts' },
  MILLRACE_DATA_DIR: { preset: '.local', meaning: 'folder for all that is stored; relative to the project' },
  MILLRACE_DYNAMODB_URL: { preset: '', meaning: 'address of a running DynamoDB to use instead of our own' },
  MILLRACE_OPENSEARCH_URL: { preset: '', meaning: 'address of a running OpenSearch to use instead of our own' },
} as const;

export const pageUrl = ({ pagePort }: Pick<Settings, 'pagePort'>): string => `http://127.0.0.1:${pagePort}`;

type Variable = keyof typeof variables;

/** Thrown by `loadSettings`; `message` has one line for each fault. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the `MILLRACE_*` variables. Pure; the result is frozen.
 * Throws one `SettingsError` that names all faults: variable, expected, got. `MILLRACE_TEST_*` is left to the tests.
 */
export function loadSettings(env: Env): Settings {
  const faults: string[] = unknownVariables(env);
  const apiPort = readPort(env, 'MILLRACE_API_PORT', faults);
  const pagePort = readPort(env, 'MILLRACE_PAGE_PORT', faults);
  const dynamodb = readServer(env, 'DYNAMODB', faults);
  const opensearch = readServer(env, 'OPENSEARCH', faults);
  const dataDir = readDataDir(env, faults);
  const ports: [string, number][] = [
    ['MILLRACE_API_PORT', apiPort],
    ['MILLRACE_PAGE_PORT', pagePort],
  ];
  if (dynamodb.isOwn) ports.push(['MILLRACE_DYNAMODB_PORT', dynamodb.port]);
  if (opensearch.isOwn) ports.push(['MILLRACE_OPENSEARCH_PORT', opensearch.port]);
  faults.push(...sharedPorts(ports));
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
  return Object.freeze({
    apiPort,
    pagePort,
    dynamodbPort: dynamodb.port,
    opensearchPort: opensearch.port,
    dataDir,
    dynamodbUrl: dynamodb.url,
    opensearchUrl: opensearch.url,
    ownDynamodb: dynamodb.isOwn,
    ownOpensearch: opensearch.isOwn,
    tableName: 'library',
    parkedTableName: 'parked',
    jobsTableName: 'jobs',
    deletionsTableName: 'deletions',
    region: 'us-east-1',
  });
}

function unknownVariables(env: Env): string[] {
  return Object.keys(env)
    .filter(
      (name) => name.startsWith('MILLRACE_') && !name.startsWith('MILLRACE_TEST_') && !Object.hasOwn(variables, name),
    )
    .map((name) => `Expected only ${Object.keys(variables).join(', ')}, got \`${name}\`.`);
}

function readPort(env: Env, name: Variable, faults: string[]): number {
  const text = env[name] ?? variables[name].preset;
  const port = Number(text);
  if (/^[1-9][0-9]{0,4}$/.test(text) && port <= 65_535) return port;
  faults.push(`Expected \`${name}\` to be a port from 1 to 65535, got \`${text}\`.`);
  return 0;
}

function readServer(
  env: Env,
  server: 'DYNAMODB' | 'OPENSEARCH',
  faults: string[],
): { readonly port: number; readonly url: string; readonly isOwn: boolean } {
  const portName = `MILLRACE_${server}_PORT` as const;
  const urlName = `MILLRACE_${server}_URL` as const;
  const port = readPort(env, portName, faults);
  const given = env[urlName];
  if (given === undefined) return { port, url: `http://127.0.0.1:${port}`, isOwn: true };
  if (env[portName] !== undefined) {
    faults.push(
      `Expected \`${portName}\` (a server of our own) or \`${urlName}\` (a running one), got both: \`${env[portName]}\` and \`${given}\`.`,
    );
  }
  return { port, url: readOrigin(given, urlName, faults), isOwn: false };
}

function readOrigin(given: string, name: Variable, faults: string[]): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isOrigin =
    url !== undefined &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    given.replace(/\/$/, '').toLowerCase().endsWith(`//${url.host}`);
  if (isOrigin) return url.origin;
  // A refused address may hold a password: it is not repeated.
  const got = url?.password ? 'one with a user and a password' : `\`${given}\``;
  faults.push(`Expected \`${name}\` to be an address such as http://127.0.0.1:9200 (no path, no user), got ${got}.`);
  return '';
}

function readDataDir(env: Env, faults: string[]): string {
  const text = env.MILLRACE_DATA_DIR ?? variables.MILLRACE_DATA_DIR.preset;
  const path = resolve(projectRoot, text);
  const holdsOthers = [projectRoot, homedir()].some((folder) =>
    `${folder}${sep}`.startsWith(path.replace(/[/\\]*$/, sep)),
  );
  if (text !== '' && !holdsOthers) return path;
  // `make reset` deletes what is in it.
  faults.push(`Expected \`MILLRACE_DATA_DIR\` to be a folder of its own, got \`${text}\`.`);
  return path;
}

function sharedPorts(ports: readonly (readonly [string, number])[]): string[] {
  return ports.flatMap(([name, port], index) =>
    ports
      .slice(0, index)
      .filter(([, earlier]) => earlier === port && port !== 0)
      .map(([earlier]) => `Expected \`${earlier}\` and \`${name}\` to be different ports, got \`${port}\` for both.`),
  );
}
