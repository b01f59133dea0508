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
