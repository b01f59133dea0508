import type { Standing } from '../core/compare-place.ts';
import { parseExactly, toNumber, toRecord } from '../core/exact-json.ts';
import { parseItemVersion, parseVersion } from '../core/read-document.ts';
import { insist, insistOnText, openSearch } from './insist.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';

export interface IndexPlace {
  /** Concrete index. */
  readonly index: string;
  readonly documentId: string;
}

type ReadDependencies = Pick<KeeperDependencies, 'send' | 'pause'>;

/** Whole documents come back: enough to save requests, few enough for any of them to be large. */
const pageSize = 200;

/** What stands at these places now, unrefreshed writes included, in the same order. Throws when that cannot be found out. */
export async function readPlaces(
  places: readonly IndexPlace[],
  dependencies: ReadDependencies,
): Promise<readonly (Standing | 'absent')[]> {
  const found: (Standing | 'absent')[] = [];
  for (let i = 0; i < places.length; i += pageSize) {
    const page = places.slice(i, i + pageSize);
    found.push(...(await insist(openSearch, () => readPage(page, dependencies), dependencies)));
  }
  return found;
}

async function readPage(
  places: readonly IndexPlace[],
  dependencies: ReadDependencies,
): Promise<readonly (Standing | 'absent')[] | undefined> {
  const body = JSON.stringify({ docs: places.map(({ index, documentId }) => ({ _index: index, _id: documentId })) });
  const text = await insistOnText({ method: 'POST', path: '/_mget', query: { realtime: 'true' }, body }, dependencies);
  const { docs } = parseExactly(text);
  const found = places.map((place, i) => toStanding(place, Array.isArray(docs) ? docs[i] : undefined));
  return found.every((standing) => standing !== undefined) ? found : undefined;
}

/** Undefined when the answer is not about this place or does not say all of it. */
function toStanding({ index, documentId }: IndexPlace, answer: unknown): Standing | 'absent' | undefined {
  const { _index, _id, found, _seq_no, _primary_term, _version, _source } = toRecord(answer);
  if (_index !== index || _id !== documentId) return undefined;
  if (found === false) return 'absent';
  const seqNo = toNumber(_seq_no);
  const primaryTerm = toNumber(_primary_term);
  if (found !== true || seqNo === undefined || primaryTerm === undefined) return undefined;
  const source = toRecord(_source);
  return {
    seqNo,
    primaryTerm,
    version: parseItemVersion(source.version),
    externalVersion: parseVersion(_version),
    source,
  };
}
