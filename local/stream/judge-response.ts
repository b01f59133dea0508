/** What an invocation means for the records it was given. */
export type Verdict =
  | { readonly kind: 'success' }
  /** The function is done with the first `doneCount` records; `doneCount` may be 0. */
  | { readonly kind: 'partial'; readonly doneCount: number }
  /** Nothing is known to be done. `isFunctionError` is false when the function answered, but not as agreed. */
  | { readonly kind: 'failure'; readonly reason: string; readonly isFunctionError: boolean };

const success: Verdict = { kind: 'success' };

/**
 * Reads a `ReportBatchItemFailures` response as Lambda does: nothing named is success, the lowest sequence number named
 * is where delivery goes on, and anything that names no record of the batch fails the whole batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function judgeResponse(response: unknown, sequenceNumbers: readonly string[]): Verdict {
  if (response === null || response === undefined) return success;
  if (typeof response !== 'object' || Array.isArray(response)) return invalid(`an object, got ${describe(response)}`);
  const failures = 'batchItemFailures' in response ? response.batchItemFailures : undefined;
  if (failures === null || failures === undefined) return success;
  if (!Array.isArray(failures)) return invalid(`\`batchItemFailures\` to be a list, got ${describe(failures)}`);

  const positions = new Map(sequenceNumbers.map((sequenceNumber, position) => [sequenceNumber, position]));
  const failed: string[] = [];
  for (const failure of failures) {
    const identifier: unknown = failure?.itemIdentifier;
    if (typeof identifier !== 'string' || !positions.has(identifier)) {
      return invalid(`each \`itemIdentifier\` to be a sequence number of the batch, got ${describe(identifier)}`);
    }
    failed.push(identifier);
  }
  const [first, ...others] = failed;
  if (first === undefined) return success;
  const lowest = others.reduce((least, next) => (BigInt(next) < BigInt(least) ? next : least), first);
  return { kind: 'partial', doneCount: positions.get(lowest) ?? 0 };
}

const invalid = (expectation: string): Verdict => ({
  kind: 'failure',
  reason: `Expected ${expectation}.`,
  isFunctionError: false,
});

/** Names the kind of a value and, of a text, its length: a wrong answer may hold item data, which no log may. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : typeof value;
}
