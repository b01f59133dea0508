import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mapping = {
  windowSeconds: 1,
  from: 'TRIM_HORIZON',
  responses: ['ReportBatchItemFailures'],
  isBisected: true,
  // An hour before the stream forgets.
  maximumAgeSeconds: 82_800,
  maximumAttempts: -1,
  failed: 'arn:aws:s3:::millrace-dev-123456789012-failed',
};

export const expectedMappings = {
  'millrace-dev-index': { ...mapping, batch: 1_000, table: 'millrace-dev-library' },
  'millrace-dev-jobs': { ...mapping, batch: 10, windowSeconds: 0, table: 'millrace-dev-jobs' },
};

/** What a new image changes besides its own unit: the image of each function, and the two invocations made once an image. */
export const expectedOfNewImage = {
  ...Object.fromEntries(
    ['bootstrap', 'index', 'jobs', 'maintain', 'measure', 'search'].map((name) => [
      `lambda-${name}`,
      { 'aws_lambda_function.this': ['update'] },
    ]),
  ),
  bootstrap: { 'aws_lambda_invocation.this': ['delete', 'create'] },
  'smoke-check': { 'aws_lambda_invocation.this': ['delete', 'create'] },
};

const mediaTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

/** What the page's bucket holds: all that was built but the build's own notes. */
export function expectedFiles(folder: string): Readonly<Record<string, unknown>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.map((path) => [path.slice(folder.length + 1), path] as const);
  return Object.fromEntries(
    files
      .filter(([key]) => !key.startsWith('.'))
      .map(([key, path]) => [
        key,
        {
          type: mediaTypes[key.split('.').at(-1) ?? ''],
          keeps: key.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          hash: createHash('md5').update(readFileSync(path)).digest('hex'),
        },
      ]),
  );
}
