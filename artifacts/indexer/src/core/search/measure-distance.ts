/**
 * How many slips lie between two words: a letter too many, too few, another one, or two that changed places. What is
 * counted is what OpenSearch's `fuzziness` counts (optimal string alignment, by code points).
 */
export function measureDistance(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const isSame = left[i - 1] === right[j - 1];
      const isSwapped = left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row[j] = Math.min(
        Number(last[j]) + 1,
        Number(row[j - 1]) + 1,
        Number(last[j - 1]) + (isSame ? 0 : 1),
        isSwapped ? Number(beforeLast[j - 2]) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = row;
  }
  return Number(last[right.length]);
}
