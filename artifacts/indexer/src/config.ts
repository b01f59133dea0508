import { IndexerError } from './core/errors.ts';

export interface Config {
  readonly tableName: string;
  readonly region: string;
  readonly opensearchUrl: string;
  readonly opensearchSigning: 'none' | 'es';
  readonly maxBulkBytes: number;
  readonly allowedOrigin: string;
  readonly logLevel: string;
}

interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** Undefined: the variable must be set. */
  readonly fallback?: string;
  /** What the value has to be, to complete "Expected `NAME` to be …". */
  readonly expected: string;
  readonly accepts: (value: string) => boolean;
}

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];

/** Every variable that the functions read. `AWS_REGION` and the credentials are the AWS SDK's own. */
export const variables = [
  {
    name: 'INDEXER_TABLE_NAME',
    meaning: 'The DynamoDB table whose items are the truth',
    expected: 'a table name (3 to 255 of `a-zA-Z0-9_.-`)',
    accepts: (value) => /^[a-zA-Z0-9_.-]{3,255}$/.test(value),
  },
  {
    name: 'INDEXER_OPENSEARCH_URL',
    meaning: 'The address of OpenSearch',
    expected: 'an http or https URL of a host, without path or credentials',
    accepts: isOrigin,
  },
  {
    name: 'INDEXER_OPENSEARCH_SIGNING',
    meaning: 'Service name that requests are signed for (SigV4): `es` for a domain, `none` locally',
    expected: '`none` or `es`',
    accepts: (value) => ['none', 'es'].includes(value),
  },
  {
    name: 'INDEXER_MAX_BULK_BYTES',
    meaning: 'Bytes of one bulk request; the smaller domains refuse more than 10 MiB',
    fallback: '5242880',
    expected: 'an integer from 1024 to 104857600',
    accepts: (value) => /^[1-9][0-9]{3,8}$/.test(value) && Number(value) >= 1_024 && Number(value) <= 104_857_600,
  },
  {
    name: 'INDEXER_ALLOWED_ORIGIN',
    meaning: 'Origin whose pages may read the answers of the search (CORS)',
    fallback: '*',
    expected: '`*` or an http or https origin',
    accepts: (value) => value === '*' || (isOrigin(value) && !value.endsWith('/')),
  },
  {
    name: 'INDEXER_LOG_LEVEL',
    meaning: 'Least severe log lines that are written',
    fallback: 'info',
    expected: `one of ${logLevels.join(', ')}`,
    accepts: (value) => logLevels.includes(value),
  },
  {
    name: 'AWS_REGION',
    meaning: 'Set by Lambda',
    expected: 'the name of a region',
    accepts: (value) => /^[a-z0-9-]+$/.test(value),
  },
] as const satisfies readonly Variable[];

type Name = (typeof variables)[number]['name'];

/** Throws one `config.invalid` that names everything that is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = new Map<string, string>();
  const problems: string[] = [];
  for (const variable of variables as readonly Variable[]) {
    const value = env[variable.name] ?? variable.fallback;
    const got = value === undefined ? 'nothing' : `\`${value}\``;
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
  return Object.freeze({
    tableName: get('INDEXER_TABLE_NAME'),
    region: get('AWS_REGION'),
    opensearchUrl: get('INDEXER_OPENSEARCH_URL'),
    opensearchSigning: get('INDEXER_OPENSEARCH_SIGNING') as Config['opensearchSigning'],
    maxBulkBytes: Number(get('INDEXER_MAX_BULK_BYTES')),
    allowedOrigin: get('INDEXER_ALLOWED_ORIGIN'),
    logLevel: get('INDEXER_LOG_LEVEL'),
  });
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && isPlain;
}
