import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHcl } from '../hcl/parse-hcl.ts';
import type { ModuleFile, ModuleFiles } from './find-module-faults.ts';

/** All files of a module, the Terraform ones parsed. */
export async function readModuleFiles(folder: string): Promise<ModuleFiles> {
  const files = new Map<string, ModuleFile>();
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(tf|hcl|md)$/.test(path)) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    files.set(path, { text, hcl: path.endsWith('.tf') ? await parseHcl(join(folder, path), text) : {} });
  }
  return files;
}
