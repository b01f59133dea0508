import { duties, type FunctionRoles } from './build-access-roles.ts';
import { IndexerError } from './errors.ts';

export interface BootstrapEvent {
  /** True leaves the settings of the whole cluster as they are, because others use it too. */
  readonly isClusterShared?: boolean;
  /** Who may do what inside OpenSearch. Absent: there is no access control to set up. */
  readonly roles?: FunctionRoles;
}

/** An IAM role itself. The name under which a session of it appears (`arn:aws:sts::…:assumed-role/…`) is nobody's for long. */
const roleArn = /^arn:aws[a-z-]*:iam::[0-9]{12}:role\/[\w+=,.@/-]{1,512}$/;

/** Throws one `bootstrap.invalid-event` that names everything that is wrong. */
export function parseBootstrapEvent(event: unknown): BootstrapEvent {
  if (!isObject(event)) throw invalid([`Expected an object, got ${show(event)}.`]);
  const { isClusterShared, roles, ...unknown } = event;
  const problems = [
    ...Object.keys(unknown).map((name) => `Expected \`isClusterShared\` or \`roles\`, got \`${name}\`.`),
    ...(isClusterShared === undefined || typeof isClusterShared === 'boolean'
      ? []
      : [`Expected \`isClusterShared\` to be true or false, got ${show(isClusterShared)}.`]),
    ...(roles === undefined ? [] : findRoleProblems(roles)),
  ];
  if (problems.length > 0) throw invalid(problems);
  return event as BootstrapEvent;
}

function findRoleProblems(roles: unknown): readonly string[] {
  const names = duties.map((duty) => `\`${duty}\``).join(', ');
  if (!isObject(roles)) return [`Expected \`roles\` to be an object with ${names}, got ${show(roles)}.`];
  const unknown = Object.keys(roles).filter((name) => !duties.some((duty) => duty === name));
  return [
    ...unknown.map((name) => `Expected the members of \`roles\` to be ${names}, got \`${name}\`.`),
    ...duties.flatMap((duty) => findHolderProblems(`roles.${duty}`, roles[duty])),
  ];
}

function findHolderProblems(at: string, holders: unknown): readonly string[] {
  // A role that nobody has would lock its function out, and that shows in production first.
  if (!Array.isArray(holders) || holders.length === 0)
    return [`Expected \`${at}\` to be a list of one or more ARNs of IAM roles, got ${show(holders)}.`];
  return holders
    .filter((arn) => typeof arn !== 'string' || !roleArn.test(arn))
    .map((arn) => `Expected \`${at}\` to hold ARNs like \`arn:aws:iam::<account>:role/<name>\`, got ${show(arn)}.`);
}

function invalid(problems: readonly string[]): IndexerError {
  return new IndexerError('bootstrap.invalid-event', `${problems.join('\n')}\nNothing was changed.`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${JSON.stringify(value).slice(0, 200)}\``;
}
