import { invalid, listNames, show } from './invalid-request.ts';
import type { InvalidRequest } from './search-request.ts';

/** What other APIs page by. */
const pagingNames = ['page', 'offset', 'from'];

/** What of a request has a name that nothing is called by here; undefined when all are known. */
export function checkNames(names: readonly string[], accepted: readonly string[]): InvalidRequest | undefined {
  const unknown = names.find((name) => !accepted.includes(name));
  if (unknown === undefined) return undefined;
  return pagingNames.includes(unknown)
    ? invalid(`Expected pages to be asked for by the \`next\` of the page before, got \`${unknown}\`.`)
    : invalid(`Expected only ${listNames(accepted)}, got ${show(unknown)}.`);
}
