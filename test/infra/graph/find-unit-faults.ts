import { isHcl, labelled } from '../hcl/parse-hcl.ts';
import type { Live, LiveFile, Modules, Unit } from './live.ts';

// One unit by itself: is it thin, does it name a module, and does it give the module what it takes?

const rootPath = '${get_terragrunt_dir()}/../../../terragrunt.hcl';

export function findUnitFaults({ units }: Live, modules: Modules): readonly string[] {
  return units.flatMap((unit) => [
    ...findShapeFaults(unit.file),
    ...unit.lostIncludes.map((path) => `${unit.file.path}: includes ${path}, which is not there`),
    ...findInputFaults(unit, modules),
  ]);
}

/** A unit's file says what it includes; all else stands in live/_units, where the environments share it. */
function findShapeFaults({ path, hcl, text }: LiveFile): readonly string[] {
  const includes = labelled(hcl, 'include');
  const root = includes.find(([label]) => label === 'root')?.[1];
  const others = Object.keys(hcl).filter((name) => name !== 'include');
  return [
    ...(root?.path === rootPath
      ? []
      : [`${path}: expected to include "root" by ${rootPath}, got ${String(root?.path)}`]),
    ...(includes.length > 1 ? [] : [`${path}: includes nothing of live/_units`]),
    ...(others.length === 0 ? [] : [`${path}: has ${others.join(', ')}; they go to live/_units, or to env.hcl`]),
    ...(text.split('\n').length <= 30 ? [] : [`${path}: has ${text.split('\n').length} lines; expected at most 30`]),
  ];
}

function findInputFaults(unit: Unit, modules: Modules): readonly string[] {
  const { path } = unit.file;
  const module = modules.get(unit.module ?? '');
  if (!module) return [`${path}: its source is no folder of modules/ (${unit.module ?? 'expected modules//<module>'})`];
  if (!isHcl(unit.inputs)) return [`${path}: its inputs are no plain { name = … }, so nobody sees what is given`];
  const given = unit.inputs;
  return [
    ...Object.keys(given)
      .filter((name) => !module.variables.has(name))
      .map((name) => `${path}: gives ${name}, which modules/${unit.module} does not take`),
    ...[...module.variables]
      .filter(([name, { isRequired }]) => isRequired && !(name in given))
      .map(([name]) => `${path}: does not give ${name}, which modules/${unit.module} requires`),
  ];
}
