/** Records of one read before anything is known of their size. */
export const firstReadLimit = 50;
const largestReadLimit = 1_000;
const targetBytes = 1_024 * 1_024;

/**
 * How many records to ask for next. AWS ends an answer at 1 MB; DynamoDB Local does not, and 1,000 large items would be
 * an answer of hundreds of megabytes.
 */
export function nextReadLimit(limit: number, answer: { readonly count: number; readonly bytes: number }): number {
  if (answer.count === 0) return limit;
  const fitting = Math.floor((targetBytes * answer.count) / answer.bytes);
  const grown = answer.count === limit ? limit * 2 : limit;
  return Math.max(1, Math.min(largestReadLimit, grown, fitting));
}
