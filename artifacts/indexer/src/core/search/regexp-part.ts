/** A part of a regular expression, by what it costs to look for it. */
export interface Part {
  /** Characters in a row, repetitions written out: each is a copy in memory. */
  readonly states: number;
  /** Of these, those that may be one of several. */
  readonly wide: number;
  /** By how many characters the longest and the shortest text that it takes differ. */
  readonly loose: number;
  /**
   * How often the whole may double. Where a part of open length ends is not known, so what comes after it is followed from
   * several places at once: each wide character can take any of them on or not.
   */
  readonly doublings: number;
  /** What it takes begins with a given character. */
  readonly isAnchored: boolean;
}

export interface Times {
  readonly least: number;
  readonly most: number;
}

export function toPart(width: 'one' | 'wide', isAnchored: boolean): Part {
  return { states: 1, wide: width === 'wide' ? 1 : 0, loose: 0, doublings: 0, isAnchored };
}

/** One behind the other. */
export function join(first: Part, second: Part): Part {
  return {
    states: first.states + second.states,
    wide: first.wide + second.wide,
    loose: first.loose + second.loose,
    doublings: first.doublings + second.doublings + Math.min(first.loose, second.wide),
    isAnchored: first.isAnchored,
  };
}

/** One or the other. */
export function choose(one: Part, other: Part): Part {
  return {
    states: one.states + other.states,
    wide: Math.max(one.wide, other.wide, 1),
    loose: Math.max(one.loose, other.loose, Math.abs(one.states - other.states)),
    doublings: one.doublings + other.doublings,
    isAnchored: one.isAnchored && other.isAnchored,
  };
}

export function repeat(part: Part, { least, most }: Times): Part {
  const isEndless = most === Number.POSITIVE_INFINITY;
  const copies = isEndless ? least + 1 : most;
  if (copies * part.states === 0) return { ...toPart('one', false), states: 0 };
  const loose = copies * part.loose + (most - least) * part.states;
  // A single character that repeats itself stays where it is, or is counted.
  const isSingle = part.states === 1;
  const after = isSingle ? 0 : Math.min(loose, (isEndless ? copies : copies - 1) * part.wide);
  return {
    states: copies * part.states,
    wide: (isSingle && isEndless ? least : copies) * part.wide,
    loose,
    doublings: copies * part.doublings + after,
    isAnchored: part.isAnchored && least > 0,
  };
}

/** About how many states an automaton has that takes it. */
export function weigh({ states, doublings }: Part): number {
  return states * 2 ** doublings;
}
