export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** Undefined: the variable must be set. */
  readonly fallback?: string;
  /** What the value has to be, to complete "Expected `NAME` to be …". */
  readonly expected: string;
  readonly accepts: (value: string) => boolean;
  /** Nobody may read it, not even in an error. */
  readonly isSecret?: true;
}

/** What values several variables accept. */
type Kind = Pick<Variable, 'expected' | 'accepts'>;

const aTable: Kind = {
  expected: 'a table name (3 to 255 of `a-zA-Z0-9_.-`)',
  accepts: (value) => /^[a-zA-Z0-9_.-]{3,255}$/.test(value),
};
const anInteger = (least: number, most: number): Kind => ({
  expected: `an integer from ${least} to ${most}`,
  accepts: (value) => /^(?:0|[1-9][0-9]{0,8})$/.test(value) && Number(value) >= least && Number(value) <= most,
});
const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];

/** Every variable that the functions read. `AWS_REGION` and the credentials are the AWS SDK's own. */
export const variables = [
  {
    name: 'INDEXER_TABLE_NAME',
    meaning: 'The DynamoDB table whose items are the truth',
    ...aTable,
  },
  {
    name: 'INDEXER_PARKED_TABLE_NAME',
    meaning: 'The DynamoDB table of the keys whose documents OpenSearch refuses',
    ...aTable,
  },
  {
    name: 'INDEXER_JOBS_TABLE_NAME',
    meaning: 'The DynamoDB table of what is still to be carried into many documents, and of a rebuild',
    ...aTable,
  },
  {
    name: 'INDEXER_DELETIONS_TABLE_NAME',
    meaning: 'The DynamoDB table of the deletions of the last week that every index shows',
    ...aTable,
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
    ...anInteger(1_024, 104_857_600),
  },
  {
    name: 'INDEXER_GZIP_BYTES',
    meaning: 'Bulk bodies of at least so many bytes are compressed; `0`: none',
    fallback: '65536',
    ...anInteger(0, 104_857_600),
  },
  {
    name: 'INDEXER_STREAM_TIMEOUT_SECONDS',
    meaning:
      'The longest timeout of the functions that write: a rebuild waits until none of them can be without the new index',
    fallback: '900',
    ...anInteger(1, 900),
  },
  {
    name: 'INDEXER_FAILED_INVOCATIONS',
    meaning: 'Where the batches are that Lambda gave up (on-failure destination)',
    fallback: 'none',
    expected: '`none`, `s3://<bucket>/<prefix>/` or `file:///<folder>/`',
    accepts: (value) => value === 'none' || isFolder(value),
  },
  {
    name: 'INDEXER_ALLOWED_ORIGIN',
    meaning: 'Origin whose pages may read the answers of the search (CORS)',
    fallback: '*',
    expected: '`*` or an http or https origin',
    accepts: (value) => value === '*' || (isOrigin(value) && !value.endsWith('/')),
  },
  {
    name: 'INDEXER_TOKEN_SECRET',
    meaning: 'What the search signs its `next` tokens with; the function `search` does not start without',
    fallback: 'none',
    expected: '`none` or a text of 32 to 512 visible characters',
    accepts: (value) => value === 'none' || /^[!-~]{32,512}$/.test(value),
    isSecret: true,
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

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && isPlain;
}

function isFolder(value: string): boolean {
  return (
    /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?:[^/?#]+\/)*$/.test(value) || /^file:\/\/\/(?:[^/?#]+\/)*$/.test(value)
  );
}
