import { isDeepStrictEqual } from 'node:util';
import { unlabelled } from '../hcl/parse-hcl.ts';
import type { Live, LiveFile } from './live.ts';

// What must be the same in all environments, and what must not.

export function findEnvironmentFaults(live: Live, environments: readonly string[]): readonly string[] {
  const found = [...live.settings.keys()].sort();
  const [first = ''] = environments;
  return [
    ...(isDeepStrictEqual(found, [...environments].sort())
      ? []
      : [`expected live/*/env.hcl for ${environments.join(', ')}, got ${found.join(', ') || 'none'}`]),
    ...environments
      .slice(1)
      .flatMap((environment) => [...compareUnits(live, first, environment), ...compareNames(live, first, environment)]),
    ...[...live.settings].flatMap(([environment, file]) => findSettingFaults(environment, file)),
    ...findShared(live),
  ];
}

function compareUnits(live: Live, left: string, right: string): readonly string[] {
  const textsOf = (environment: string) =>
    new Map(live.units.filter((unit) => unit.environment === environment).map(({ name, file }) => [name, file.text]));
  const [inLeft, inRight] = [textsOf(left), textsOf(right)];
  return [...new Set([...inLeft.keys(), ...inRight.keys()])].flatMap((name) => {
    if (!inRight.has(name)) return [`live/${right} lacks the unit ${name} of live/${left}`];
    if (!inLeft.has(name)) return [`live/${left} lacks the unit ${name} of live/${right}`];
    return inLeft.get(name) === inRight.get(name)
      ? []
      : [`live/${left}/${name} and live/${right}/${name} differ; env.hcl is for that`];
  });
}

const localsOf = (file: LiveFile | undefined) => unlabelled(file?.hcl ?? {}, 'locals')[0] ?? {};

function compareNames(live: Live, left: string, right: string): readonly string[] {
  const [inLeft, inRight] = [left, right].map((environment) => Object.keys(localsOf(live.settings.get(environment))));
  return [
    ...(inLeft ?? []).filter((name) => !inRight?.includes(name)).map((name) => `live/${right}/env.hcl lacks ${name}`),
    ...(inRight ?? []).filter((name) => !inLeft?.includes(name)).map((name) => `live/${left}/env.hcl lacks ${name}`),
  ];
}

function findSettingFaults(environment: string, file: LiveFile): readonly string[] {
  const { name, prefix, account_id: account, is_production: isProduction } = localsOf(file);
  return [
    ...(name === environment ? [] : [`${file.path}: expected name to be ${environment}, got ${name}`]),
    ...(prefix === `millrace-${environment}`
      ? []
      : [`${file.path}: expected prefix to be millrace-${environment}, got ${prefix}`]),
    ...(/^\d{12}$/.test(String(account)) ? [] : [`${file.path}: expected account_id to be 12 digits, got ${account}`]),
    ...(isProduction === (environment === 'prod')
      ? []
      : [`${file.path}: expected is_production to be true in prod only`]),
  ];
}

/** Two environments of one account would take each other's names for theirs where a name has no environment in it. */
function findShared(live: Live): readonly string[] {
  const owners = new Map<string, string>();
  return [...live.settings].flatMap(([environment, file]) => {
    const account = String(localsOf(file).account_id);
    const owner = owners.get(account);
    owners.set(account, environment);
    return owner ? [`live/${owner} and live/${environment} have the same account_id ${account}`] : [];
  });
}
