import judgements from './judgements.json' with { type: 'json' };

/** What a real query must bring into the first five: these titles, or mostly books of this author. */
export interface Judgement {
  readonly query: string;
  /** In whatever case, as editions differ in it. */
  readonly books?: readonly string[];
  readonly by?: string;
}

export interface Shown {
  readonly title: string;
  readonly authorName: string;
}

/** Of the sample that is shipped, and of a whole catalogue. */
export const sample: readonly Judgement[] = judgements.sample;
export const catalogue: readonly Judgement[] = judgements.catalogue;

export const firstResults = 5;

/** What is missing among the first results; empty: the query finds what it must. */
export function judge({ books = [], by }: Judgement, results: readonly Shown[]): readonly string[] {
  const first = results.slice(0, firstResults);
  const titles = first.map(({ title }) => title.toLowerCase());
  const missing = books.filter((title) => !titles.includes(title.toLowerCase()));
  const ofAuthor = first.filter(({ authorName }) => authorName === by).length;
  return by === undefined || ofAuthor > firstResults / 2 ? missing : [...missing, `more books by ${by}`];
}
