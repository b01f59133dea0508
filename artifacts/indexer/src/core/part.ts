/** One of `segments` shares of a table or an index, so that as many workers can go through it side by side. */
export interface Part {
  /** 0 to `segments` − 1. */
  readonly segment: number;
  readonly segments: number;
}

/** All of it. */
export const whole: Part = { segment: 0, segments: 1 };

interface Range {
  /** Behind this sequence number … */
  readonly after: number;
  /** … up to this one. */
  readonly until: number;
}

/**
 * Sequence numbers that lie together in one share of an index. Cut at fixed numbers, so that workers which begin at
 * different times, when the index has grown, still divide all of it between them.
 */
export const blockSize = 10_000;

/** What comes next of a share, behind `after` and within one block. */
export function nextRange(after: number, { segment, segments }: Part = whole): Range {
  if (segments === 1) return { after, until: Number.MAX_SAFE_INTEGER };
  const block = Math.floor((after + 1) / blockSize);
  const own = block + ((segment - (block % segments) + segments) % segments);
  return { after: Math.max(after, own * blockSize - 1), until: (own + 1) * blockSize - 1 };
}
