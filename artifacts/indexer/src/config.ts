import { type Variable, variables } from './config-variables.ts';
import { IndexerError } from './core/errors.ts';

export interface Config {
  readonly tableName: string;
  readonly parkedTableName: string;
  readonly jobsTableName: string;
  readonly deletionsTableName: string;
  readonly region: string;
  readonly opensearchUrl: string;
  readonly opensearchSigning: 'none' | 'es';
  readonly maxBulkBytes: number;
  /** Bulk bodies of at least this size are compressed; 0: none. */
  readonly gzipBytes: number;
  readonly streamTimeoutMs: number;
  /** `file:///…/` or `s3://…/`, with a slash at its end; undefined when there is no such place. */
  readonly failedInvocations: string | undefined;
  readonly allowedOrigin: string;
  /** Undefined: none was given. */
  readonly tokenSecret: string | undefined;
  readonly logLevel: string;
}

type Name = (typeof variables)[number]['name'];

/** Throws one `config.invalid` that names everything that is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const variable of variables as readonly Variable[]) {
    const value = env[variable.name] ?? variable.fallback;
    const shown = variable.isSecret ? `one of ${value?.length} characters` : `\`${value}\``;
    const got = value === undefined ? 'nothing' : shown;
    if (value === undefined || !variable.accepts(value))
      problems.push(`Expected \`${variable.name}\` to be ${variable.expected}, got ${got}.`);
    else values.set(variable.name, value);
  }
  for (const name of Object.keys(env).filter((key) => key.startsWith('INDEXER_'))) {
    if (!variables.some((variable) => variable.name === name))
      problems.push(`Expected a known \`INDEXER_…\` variable, got \`${name}\`.`);
  }
  if (problems.length > 0) throw new IndexerError('config.invalid', problems.join('\n'));

  const get = (name: Name): string => values.get(name) ?? '';
  const getUnlessNone = (name: Name): string | undefined => (get(name) === 'none' ? undefined : get(name));
  return Object.freeze({
    tableName: get('INDEXER_TABLE_NAME'),
    parkedTableName: get('INDEXER_PARKED_TABLE_NAME'),
    jobsTableName: get('INDEXER_JOBS_TABLE_NAME'),
    deletionsTableName: get('INDEXER_DELETIONS_TABLE_NAME'),
    region: get('AWS_REGION'),
    opensearchUrl: get('INDEXER_OPENSEARCH_URL'),
    opensearchSigning: get('INDEXER_OPENSEARCH_SIGNING') as Config['opensearchSigning'],
    maxBulkBytes: Number(get('INDEXER_MAX_BULK_BYTES')),
    gzipBytes: Number(get('INDEXER_GZIP_BYTES')),
    streamTimeoutMs: Number(get('INDEXER_STREAM_TIMEOUT_SECONDS')) * 1_000,
    failedInvocations: getUnlessNone('INDEXER_FAILED_INVOCATIONS'),
    allowedOrigin: get('INDEXER_ALLOWED_ORIGIN'),
    tokenSecret: getUnlessNone('INDEXER_TOKEN_SECRET'),
    logLevel: get('INDEXER_LOG_LEVEL'),
  });
}

/** For the entry point that cannot do without. */
export function requireTokenSecret({ tokenSecret }: Config): string {
  if (tokenSecret !== undefined) return tokenSecret;
  throw new IndexerError(
    'config.invalid',
    'Expected `INDEXER_TOKEN_SECRET` to be a text of 32 characters or more, got none.',
  );
}
