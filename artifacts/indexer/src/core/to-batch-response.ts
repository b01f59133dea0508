import { isDone, type Verdict } from './outcome.ts';

/** What Lambda hears: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

export interface RecordVerdict extends Verdict {
  readonly sequenceNumber: string;
}

/**
 * Names the first record, in stream order, that is not done. Lambda delivers it and everything after it again, so
 * naming more would change nothing.
 */
export function toBatchResponse(verdicts: readonly RecordVerdict[]): BatchResponse {
  const first = verdicts.find(({ outcome }) => !isDone(outcome));
  return { batchItemFailures: first ? [{ itemIdentifier: first.sequenceNumber }] : [] };
}
