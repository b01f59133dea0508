import type { Hcl } from '../hcl/parse-hcl.ts';

// The live configuration as its checks see it.

export type LiveFile = { readonly path: string; readonly text: string; readonly hcl: Hcl };

/** What a unit asks of another: `dependency "<name>"`. */
export type Dependency = {
  readonly name: string;
  readonly target: string;
  readonly mocks: unknown;
  readonly mockCommands: unknown;
  readonly mergeStrategy: unknown;
};

export type Unit = {
  readonly environment: string;
  readonly name: string;
  readonly file: LiveFile;
  /** Its own file and those it includes, but for the root. */
  readonly files: readonly LiveFile[];
  /** Paths of what it includes that could not be found, or not be understood. */
  readonly lostIncludes: readonly string[];
  /** The module's name; undefined when the source is none of `modules//<module>`. */
  readonly module: string | undefined;
  readonly dependencies: readonly Dependency[];
  /** Targets of `dependencies { paths }`. */
  readonly after: readonly string[];
  /** Undefined when they are no plain `{ name = … }`. */
  readonly inputs: Hcl | undefined;
};

export type Live = {
  readonly root: LiveFile | undefined;
  /** `live/<environment>/env.hcl`, by environment. */
  readonly settings: ReadonlyMap<string, LiveFile>;
  readonly units: readonly Unit[];
  readonly files: readonly LiveFile[];
};

/** By module: what it takes and gives. */
export type Modules = ReadonlyMap<
  string,
  { readonly variables: ReadonlyMap<string, { readonly isRequired: boolean }>; readonly outputs: ReadonlySet<string> }
>;
