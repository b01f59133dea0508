import { fileURLToPath } from 'node:url';
import type { FailedInvocations } from '../flow/failed-invocations.ts';
import { createFailedInvocationsBucket } from './failed-invocations-bucket.ts';
import { createFailedInvocationsFolder } from './failed-invocations-folder.ts';

interface Options {
  /** `file:///folder/` or `s3://bucket/prefix/`; undefined where no invocation is ever given up, or none is kept. */
  readonly location: string | undefined;
  /** How long a request that starts now may take; 0 or less: nothing is sent. */
  readonly timeoutMs: () => number;
}

/** Where the stream's mapping leaves the invocations that it gives up on. */
export function createFailedInvocations({ location, timeoutMs }: Options): FailedInvocations {
  if (location === undefined) return nowhere;
  if (location.startsWith('file:')) return createFailedInvocationsFolder(fileURLToPath(location));
  const [bucket = '', ...names] = location.slice('s3://'.length).split('/');
  return createFailedInvocationsBucket({ bucket, prefix: names.join('/'), timeoutMs });
}

const nowhere: FailedInvocations = {
  list: async () => ({ names: [], hasMore: false }),
  read: async () => 'absent',
  remove: async () => true,
};
