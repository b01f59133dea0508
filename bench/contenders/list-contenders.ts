import { join } from 'node:path';
import type { Settings } from '../../local/stack/settings.ts';

export interface Contender {
  readonly name: string;
  readonly module: string;
  /** The concrete index that it fills, and the aliases by which it finds that. */
  readonly index: string;
  readonly aliases: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** `S:` before each id is this project's own. */
  readonly idPrefix: string;
  readonly isJoined: boolean;
  /** Bulk handlers run beside each other, batch by batch. The others take minutes: one after the other, once. */
  readonly isBulk: boolean;
  /** Undefined: the whole stream. */
  readonly maxRecords?: number;
}

export interface Surroundings {
  readonly settings: Settings;
  readonly indexerEnv: Readonly<Record<string, string>>;
  /** Where the bundles without joins are: `<index>.mjs`. */
  readonly folder: string;
  readonly shippedBundle: string;
  readonly bodiesPath: string;
  readonly batches: number;
  readonly sliceRecords: number;
}

/** Indexes of the indexer without joins; `recorded` is for the bodies that the raw contender sends. */
export const plainIndexes = ['recorded', 'plain', 'compressed'] as const;

/** Who takes part. All are compared with the first: the limit. */
export function listContenders(around: Surroundings): readonly Contender[] {
  const { settings, indexerEnv, shippedBundle, bodiesPath, batches, sliceRecords: maxRecords } = around;
  const url = settings.opensearchUrl;
  const other = { idPrefix: '', isJoined: false, isBulk: true, aliases: [], env: awsEnv };
  const peer = (module: string, index: string, options: object) => ({
    ...other,
    module,
    index,
    settings: { url, index, ...options },
  });
  return [
    {
      ...other,
      name: 'raw `_bulk`, the same bodies: the limit',
      module: 'raw-bulk.mjs',
      index: 'recorded-v1',
      idPrefix: 'S:',
      settings: { url, bodiesPath, batches },
    },
    { ...plainIndexer('plain', around), name: 'this indexer, images only, `INDEXER_GZIP_BYTES=0`' },
    { ...plainIndexer('compressed', around), name: 'this indexer, images only', env: indexerEnv },
    {
      ...plainIndexer('plain', around),
      name: 'this indexer as shipped: author joined, consistent reads',
      isJoined: true,
      ...toAliased('books'),
      settings: { bundle: shippedBundle },
      env: indexerEnv,
    },
    { ...peer('bulk-helper.mjs', 'helper', {}), name: '`unmarshall` + `helpers.bulk`' },
    {
      ...peer('stream-elasticsearch.mjs', 'matrus-bulk', { options: { useBulk: true } }),
      name: '`dynamodb-stream-elasticsearch` 3.3.1, `useBulk`',
    },
    {
      ...peer('pharmaspectra.mjs', 'pharmaspectra', { options: { useBulk: true } }),
      name: '`@pharmaspectra/dynamodb-stream-elasticsearch` 4.0.1, `useBulk`',
    },
    {
      ...peer('stream-elasticsearch.mjs', 'matrus', { options: {} }),
      name: '`dynamodb-stream-elasticsearch` 3.3.1 as installed',
      isBulk: false,
      maxRecords,
    },
    {
      ...peer('stream-elasticsearch.mjs', 'matrus-lazy', { options: { refresh: false } }),
      name: 'the same, `refresh: false`',
      isBulk: false,
    },
    {
      ...peer('one-by-one.mjs', 'single', { refresh: 'true' }),
      name: 'one request a record, `refresh=true`',
      isBulk: false,
      maxRecords,
    },
  ];
}

/** This indexer with images only. Without compression, as nobody else compresses and the way is short. */
export function plainIndexer(index: (typeof plainIndexes)[number], { folder, indexerEnv }: Surroundings): Contender {
  return {
    name: index,
    module: 'indexer.mjs',
    ...toAliased(index),
    idPrefix: 'S:',
    isJoined: false,
    isBulk: true,
    settings: { bundle: join(folder, `${index}.mjs`) },
    env: { ...indexerEnv, INDEXER_GZIP_BYTES: '0' },
  };
}

const toAliased = (index: string) => ({ index: `${index}-v1`, aliases: [index, `${index}-write`] });

/** Some of them sign their requests, whether anybody looks or not. */
const awsEnv = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' };
