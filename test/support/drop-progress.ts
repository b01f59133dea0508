/** What a tool of `maintain` has said on standard error, but for its lines of progress, which come only when it takes long. */
export const dropProgress = (err: string): string =>
  err.replace(/^(?:verify|repair|redrive|rebuild): .+, \d+(?: of \d+)?\n/gm, '');
