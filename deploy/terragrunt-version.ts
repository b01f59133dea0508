import { UsageError } from './usage-error.ts';

type Verb = 'plan' | 'apply' | 'destroy';

/** How one generation of Terragrunt wants to be spoken to. */
export interface Spelling {
  readonly all: (verb: Verb, rest: readonly string[]) => readonly string[];
  /** For a destroy that broke off: units that are gone already fail, as what they depend on has no outputs any more. */
  readonly destroyRest: string;
}

// `run --all` without an experiment since 0.78, `run-all` until 0.89.
const newer: Spelling = {
  all: (verb, rest) => ['run', '--all', verb, ...rest],
  destroyRest: 'terragrunt run --all --queue-ignore-errors destroy',
};
const older: Spelling = {
  all: (verb, rest) => ['run-all', verb, ...rest],
  destroyRest: 'terragrunt run-all destroy --terragrunt-ignore-dependency-errors',
};

export type Version = readonly [major: number, minor: number, patch: number];

/** From what a tool says of itself; undefined when it says no version. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch] = /\bv?(\d+)\.(\d+)\.(\d+)/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

export function isAtLeast(version: Version, least: Version): boolean {
  const differs = version.findIndex((part, place) => part !== least[place]);
  return differs === -1 || (version[differs] ?? 0) > (least[differs] ?? 0);
}

/** Throws a `UsageError` that names the version when the live configuration does not know it. */
export function chooseSpelling(version: Version): Spelling {
  if (isAtLeast(version, [0, 55, 0]) && !isAtLeast(version, [2, 0, 0])) {
    return isAtLeast(version, [0, 78, 0]) ? newer : older;
  }
  throw new UsageError(
    `Expected Terragrunt from 0.55 to 1.x, got ${version.join('.')}.`,
    'Install one of those, for example by `mise install`, or name it: TERRAGRUNT=/path/to/terragrunt',
  );
}
