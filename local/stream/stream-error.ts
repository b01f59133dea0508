/**
 * What DynamoDB Streams answered instead of records: `code` is AWS's name of the error, or `Unreachable` when there was no
 * answer at all.
 */
export class StreamError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StreamError';
    this.code = code;
  }
}

export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof StreamError && codes.includes(error.code);
