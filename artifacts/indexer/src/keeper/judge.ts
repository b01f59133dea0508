/** What a tool has come to: `equal` or `differs` where it only looks, `done` or `left` where it acts. */
export type Result = 'equal' | 'differs' | 'done' | 'left';

/** What became of a place that is as it should be now. */
const wellKinds = ['written', 'deleted', 'applied', 'cleared'];

/** How many findings of each kind say. A word that is not known counts as something left: all is well only where that is certain. */
export function judge(kinds: Readonly<Record<string, number>>, isComparison: boolean): Result {
  const isWell = Object.keys(kinds).every((kind) => wellKinds.includes(kind));
  if (isComparison) return isWell ? 'equal' : 'differs';
  return isWell ? 'done' : 'left';
}
