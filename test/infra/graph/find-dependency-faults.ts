import { isHcl } from '../hcl/parse-hcl.ts';
import type { Dependency, Live, Modules, Unit } from './live.ts';
import { textsWithin } from './texts-within.ts';

// What units ask of one another: is it there, is it mocked, and for what?

const allowedCommands = ['init', 'validate', 'plan'];

export function findDependencyFaults({ units }: Live, modules: Modules): readonly string[] {
  const byFolder = new Map(units.map((unit) => [`live/${unit.environment}/${unit.name}`, unit]));
  return units.flatMap((unit) => {
    const faults = [
      ...unit.dependencies.flatMap((dependency) => findDeclarationFaults(dependency, byFolder, modules)),
      ...unit.after.filter((path) => !byFolder.has(path)).map((path) => `comes after ${path}, which is no unit`),
      ...findReferenceFaults(unit, byFolder, modules),
    ];
    return faults.map((fault) => `${unit.file.path}: ${fault}`);
  });
}

type Units = ReadonlyMap<string, Unit>;

const outputsOf = (target: string, units: Units, modules: Modules) =>
  modules.get(units.get(target)?.module ?? '')?.outputs;

function findDeclarationFaults(dependency: Dependency, units: Units, modules: Modules): readonly string[] {
  const { name, target, mocks, mockCommands, mergeStrategy } = dependency;
  if (!units.has(target)) return [`depends on ${target}, which is no unit`];
  const commands = Array.isArray(mockCommands) ? mockCommands : ['any command'];
  const forbidden = commands.filter((command) => !allowedCommands.includes(command));
  const outputs = outputsOf(target, units, modules);
  const invented = Object.keys(isHcl(mocks) ? mocks : {}).filter((output) => outputs && !outputs.has(output));
  return [
    ...(target.endsWith(`/${name}`) ? [] : [`calls ${target} by another name: ${name}`]),
    ...(forbidden.length === 0
      ? []
      : [`mocks ${name} for ${forbidden.join(', ')}; only ${allowedCommands.join(', ')} may go without the truth`]),
    ...(mergeStrategy === 'shallow'
      ? []
      : [`expected mock_outputs_merge_strategy_with_state of ${name} to be shallow, got ${String(mergeStrategy)}`]),
    ...invented.map((output) => `mocks the output ${output} of ${name}, which its module does not have`),
  ];
}

const reference = /\bdependency\.([A-Za-z0-9_-]+)\.(outputs|inputs)((?:\.[A-Za-z_][A-Za-z0-9_-]*)*)/g;

function findReferenceFaults(unit: Unit, units: Units, modules: Modules): readonly string[] {
  const texts = unit.files.flatMap(({ hcl }) => textsWithin(hcl, ['mock_outputs']));
  const references = texts.flatMap((text) => [...text.matchAll(reference)]);
  const used = new Set(references.map(([, name]) => name));
  const faults = references.flatMap(([whole, name = '', kind, path = '']) => {
    const dependency = unit.dependencies.find((declared) => declared.name === name);
    if (!dependency) return [`uses ${whole} and declares no dependency "${name}"`];
    if (kind === 'inputs') return [`uses ${whole}; inputs of others are gone from newer Terragrunts`];
    const [output, ...deeper] = path.slice(1).split('.');
    const outputs = outputsOf(dependency.target, units, modules);
    if (!output) return [`uses all outputs of ${name} at once, so nobody sees which`];
    if (outputs && !outputs.has(output)) return [`uses ${whole}, which its module does not have`];
    return isWithin(dependency.mocks, [output, ...deeper]) ? [] : [`uses ${whole}, which is not in mock_outputs`];
  });
  const idle = unit.dependencies.filter(({ name }) => !used.has(name));
  return [...new Set(faults), ...idle.map(({ name }) => `declares dependency "${name}" and uses none of its outputs`)];
}

function isWithin(value: unknown, [name, ...deeper]: readonly string[]): boolean {
  if (name === undefined) return true;
  return isHcl(value) && name in value && isWithin(value[name], deeper);
}
