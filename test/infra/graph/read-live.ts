import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHcl } from '../hcl/parse-hcl.ts';
import { listModules } from '../module-checks/list-modules.ts';
import { readModule } from '../module-docs/read-module.ts';
import { repository } from '../tools/tool-path.ts';
import type { Live, LiveFile, Modules } from './live.ts';
import { parseLive } from './parse-live.ts';

export async function readLive(): Promise<Live> {
  const below = readdirSync(join(repository, 'live'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hcl') && !path.includes('.terragrunt-cache'))
    .map((path) => `live/${path}`);
  const files: LiveFile[] = [];
  for (const path of ['terragrunt.hcl', ...below.sort()]) {
    const text = readFileSync(join(repository, path), 'utf8');
    files.push({ path, text, hcl: await parseHcl(path, text) });
  }
  return parseLive(files);
}

export async function readModules(): Promise<Modules> {
  const modules = new Map();
  for (const module of listModules()) {
    const { variables, outputs } = await readModule(join(repository, 'modules', module));
    modules.set(module, {
      variables: new Map(variables.map(({ name, default: given }) => [name, { isRequired: given === undefined }])),
      outputs: new Set(outputs.map(({ name }) => name)),
    });
  }
  return modules;
}
