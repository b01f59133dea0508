/** One fault of the API definition: where it stands, and what was expected there. */
export interface DefinitionProblem {
  /** 1-based; undefined where no line can be named. */
  readonly line?: number | undefined;
  /** Keys from the root, such as `paths./books.post`; empty for the whole document. */
  readonly place: string;
  readonly message: string;
}

/** Thrown when a definition cannot be served; `message` has one line for each of its problems. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
  readonly problems: readonly DefinitionProblem[];

  constructor(problems: readonly DefinitionProblem[]) {
    const inOrder = problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
    super(inOrder.map(describeProblem).join('\n'));
    this.problems = inOrder;
  }
}

function describeProblem({ line, place, message }: DefinitionProblem): string {
  const where = [line === undefined ? '' : `line ${line}`, place].filter((part) => part !== '').join(', ');
  return where === '' ? message : `${where}: ${message}`;
}
