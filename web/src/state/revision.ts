import { atom } from 'jotai/vanilla';

/** What a search is known to hold: `books/<id>:<version>`. */
export interface Seen {
  readonly known: readonly string[];
  readonly atMs: number;
}

const countAtom = atom(0);
const seenAtom = atom<readonly Seen[]>([]);

/** Rises whenever what is on screen may be out of date. */
export const revisionAtom = atom((get) => get(countAtom));
export const noteChangeAtom = atom(null, (_get, set) => set(countAtom, (count) => count + 1));

const recentMs = 60_000;

/** A search found these: every later one shall, whichever copy of the index it is answered from. */
export const noteSeenAtom = atom(null, (_get, set, seen: Seen) => {
  set(seenAtom, (earlier) => [seen, ...earlier.filter(({ atMs }) => seen.atMs - atMs < recentMs)]);
  set(noteChangeAtom);
});

/** What to pass as `after` at a time: of the last minute, the newest; the API takes ten. */
export const recentlySeenAtom = atom((get) => {
  const seen = get(seenAtom);
  return (nowMs: number): readonly string[] =>
    seen
      .filter(({ atMs }) => nowMs - atMs < recentMs)
      .flatMap(({ known }) => known)
      .slice(0, 10);
});
