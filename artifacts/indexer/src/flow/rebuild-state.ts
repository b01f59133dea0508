/** The one row in which a rebuild keeps how far it is, so that any process can go on with it. */
export interface RebuildState {
  /** JSON text. Opaque to the table. */
  readonly state: string;
  /** Changes with every write of the row. */
  readonly revision: string;
}

/** The row `rebuild` of the table `jobs`. Each method throws `table.…-refused` where no retry helps. */
export interface RebuildStates {
  /** By a consistent read. `unknown` when it could not be found out. */
  readonly get: () => Promise<RebuildState | 'absent' | 'unknown'>;
  /**
   * Keeps the state if the row is still of that revision; undefined: if there is no row. What is kept then, or
   * `changed` when somebody else was there first. `unknown`: it may have been kept or not; get it to find out.
   */
  readonly put: (state: string, revision: string | undefined) => Promise<RebuildState | 'changed' | 'unknown'>;
  /** Forgets it, if the row is still of that revision. */
  readonly remove: (revision: string) => Promise<'removed' | 'changed' | 'unknown'>;
}
