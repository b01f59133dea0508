import { isDeepStrictEqual } from 'node:util';
import { type Hcl, isHcl, labelled, unlabelled } from '../hcl/parse-hcl.ts';

// The house rules of a module that neither Terraform nor tflint knows.

export type ModuleFile = { readonly text: string; readonly hcl: Hcl };
/** By path within the module: `main.tf`, `tests/plan.tftest.hcl`. */
export type ModuleFiles = ReadonlyMap<string, ModuleFile>;

const fixedFiles = [
  'README.md',
  'main.tf',
  'outputs.tf',
  'tests/contract.tftest.hcl',
  'tests/plan.tftest.hcl',
  'variables.tf',
  'versions.tf',
];
const terraform = {
  required_version: '>= 1.10',
  required_providers: [{ aws: { source: 'hashicorp/aws', version: '>= 5.83, < 7.0' } }],
};

/** One sentence for each fault; none for a module as it should be. */
export function findModuleFaults(files: ModuleFiles): readonly string[] {
  const code = [...files].filter(([path]) => path.endsWith('.tf'));
  return [
    ...fixedFiles.filter((path) => !files.has(path)).map((path) => `${path} is missing`),
    ...(files.has('versions.tf') ? findVersionFaults(files.get('versions.tf')?.hcl ?? {}) : []),
    ...code.flatMap(([path, { hcl }]) => [...findBlockFaults(path, hcl), ...findTries(path, hcl)]),
    ...findVariableFaults(files.get('variables.tf')),
    ...findNameFaults(code.map(([, { hcl }]) => hcl)),
  ];
}

function findVersionFaults(hcl: Hcl): readonly string[] {
  const [found] = unlabelled(hcl, 'terraform');
  if (isDeepStrictEqual(found, terraform)) return [];
  return [`versions.tf: expected ${JSON.stringify(terraform)}, got ${JSON.stringify(found)}`];
}

/** Only the caller knows where the state lies and which account is meant. */
function findBlockFaults(path: string, hcl: Hcl): readonly string[] {
  const inTerraform = unlabelled(hcl, 'terraform').flatMap((block) =>
    ['backend', 'cloud'].filter((kind) => kind in block),
  );
  return [
    ...('provider' in hcl ? [`${path}: has a provider block`] : []),
    ...inTerraform.map((kind) => `${path}: has a ${kind} block`),
    ...labelled(hcl, 'data')
      .filter(([type]) => type === 'aws_iam_policy_document')
      .map(
        () =>
          `${path}: writes a policy by aws_iam_policy_document, which a plan without AWS does not know; use jsonencode`,
      ),
  ];
}

/** A condition may try: there it asks whether something is well-formed, and null and malformed are answers. */
function findTries(path: string, value: unknown): readonly string[] {
  if (typeof value === 'string')
    return /\btry\(/.test(value) ? [`${path}: hides by try() what is missing: ${value}`] : [];
  if (Array.isArray(value)) return value.flatMap((inner) => findTries(path, inner));
  if (!isHcl(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === 'condition' ? [] : findTries(path, inner)));
}

function findVariableFaults(file: ModuleFile | undefined): readonly string[] {
  if (!file) return [];
  const at = (name: string) => file.text.search(new RegExp(`^variable\\s+"${name}"`, 'm'));
  const variables = labelled(file.hcl, 'variable').toSorted(([left], [right]) => at(left) - at(right));
  const firstOptional = variables.findIndex(([, body]) => 'default' in body);
  return variables.flatMap(([name, body], index) => [
    ...(/\bany\b/.test(String(body.type ?? 'any')) ? [`variable ${name}: its type is any, or has any in it`] : []),
    ...(namesRealThing(body.default)
      ? [`variable ${name}: its default names a real thing: ${JSON.stringify(body.default)}`]
      : []),
    ...(firstOptional >= 0 && index > firstOptional && !('default' in body)
      ? [`variable ${name}: is required and stands below ${variables[firstOptional]?.[0]}, which is not`]
      : []),
  ]);
}

/** An ARN, an account, or an address of something of AWS's. */
function namesRealThing(value: unknown): boolean {
  if (typeof value === 'string')
    return /\barn:|\b\d{12}\b|\.amazonaws\.com|^(vpc|subnet|sg|ami|vol)-[0-9a-f]+/.test(value);
  if (Array.isArray(value)) return value.some(namesRealThing);
  return isHcl(value) && Object.values(value).some(namesRealThing);
}

function findNameFaults(all: readonly Hcl[]): readonly string[] {
  const names = new Map<string, readonly string[]>();
  for (const [type, named] of all.flatMap((hcl) => labelledAll(hcl.resource))) {
    names.set(type, [...(names.get(type) ?? []), ...named]);
  }
  return [...names]
    .filter(([, [first, ...others]]) => others.length === 0 && first !== 'this')
    .map(([type, [name]]) => `resource ${type}.${name}: the only one of its kind is called this`);
}

const labelledAll = (blocks: unknown): readonly (readonly [string, readonly string[]])[] =>
  isHcl(blocks) ? Object.entries(blocks).map(([type, named]) => [type, isHcl(named) ? Object.keys(named) : []]) : [];
