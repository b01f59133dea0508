import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expressionOf, type Hcl, isHcl, labelled, parseHcl } from '../hcl/parse-hcl.ts';

export type Variable = {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  /** As it stands in the file; undefined when the caller must give one. */
  readonly default: string | undefined;
};
export type Output = { readonly name: string; readonly description: string; readonly isSensitive: boolean };
export type Resource = { readonly address: string; readonly isData: boolean };
export type Module = {
  readonly variables: readonly Variable[];
  readonly outputs: readonly Output[];
  readonly resources: readonly Resource[];
};

/** What a module takes, gives and makes; in the order of its files, as readers meet it there. */
export async function readModule(folder: string): Promise<Module> {
  const variables: Variable[] = [];
  const outputs: Output[] = [];
  const resources: Resource[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  for (const file of files.sort()) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const hcl = await parseHcl(path, text);
    const at = (kind: string, name: string) => text.search(new RegExp(`^${kind}\\s+"${name}"`, 'm'));
    const inOrder = (kind: string) =>
      labelled(hcl, kind).toSorted(([left], [right]) => at(kind, left) - at(kind, right));
    for (const [name, body] of inOrder('variable')) {
      const given = 'default' in body ? renderDefault(body.default) : undefined;
      variables.push({ name, description: textOf(body.description), type: tidyType(body.type), default: given });
    }
    for (const [name, body] of inOrder('output')) {
      outputs.push({ name, description: textOf(body.description), isSensitive: body.sensitive === true });
    }
    resources.push(...listResources(hcl, 'resource'), ...listResources(hcl, 'data'));
  }
  return { variables, outputs, resources };
}

function listResources(hcl: Hcl, kind: 'resource' | 'data'): readonly Resource[] {
  return labelled(hcl, kind).flatMap(([type]) => {
    const named = (hcl[kind] as Hcl)[type];
    return isHcl(named)
      ? Object.keys(named).map((name) => ({ address: `${type}.${name}`, isData: kind === 'data' }))
      : [];
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A type on one line: its comments away, and a comma where the line's end stood for one. */
export function tidyType(type: unknown): string {
  const lines = expressionOf(type ?? 'any')
    .split('\n')
    .map((line) => line.replace(/\s*(#|\/\/).*$/, '').trim())
    .filter((line) => line !== '');
  return lines
    .reduce((soFar, line) => {
      if (/[{([]$/.test(soFar) || /^[})\]]/.test(line)) return `${soFar} ${line}`;
      return `${soFar.replace(/,$/, '')}, ${line}`;
    })
    .replace(/\s+/g, ' ')
    .replace(/([([]) /g, '$1')
    .replace(/,? ([)\]])/g, '$1')
    .replace(/, }/g, ' }');
}

function renderDefault(value: unknown): string {
  return typeof value === 'string' && value.startsWith('${') ? expressionOf(value) : renderValue(value);
}

/** In HCL's spelling: `{ a = 1 }`. */
function renderValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderValue).join(', ')}]`;
  if (!isHcl(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([name, inner]) => `${name} = ${renderValue(inner)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
