/** Random numbers that a seed fixes. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** 0 to `max`. */
  readonly upTo: (max: number) => number;
  readonly chance: (percent: number) => boolean;
}

/** Each label has numbers of its own, so that one part of a history does not change the dice of another. */
export function createRandom(seed: number, label: string): Random {
  let state = [...label].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193),
    seed ^ 0x811c9dc5,
  );
  // SplitMix32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    upTo: (max) => Math.floor(next() * (max + 1)),
    chance: (percent) => next() * 100 < percent,
  };
}
