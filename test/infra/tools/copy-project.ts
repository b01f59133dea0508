import { cpSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { repository } from './tool-path.ts';

const wanted = ['modules', 'live', 'terragrunt.hcl', 'openapi.yaml', 'artifacts', 'package.json', 'package-lock.json'];
const leftOut = new Set(['node_modules', 'dist', '.terraform', '.terraform.lock.hcl', '.terragrunt-cache']);

/** All that Terraform and Terragrunt read, in the same places: their caches and locks must not come into the tree. */
export function copyProject(folder: string): void {
  for (const name of wanted.filter((entry) => existsSync(join(repository, entry)))) {
    cpSync(join(repository, name), join(folder, name), {
      recursive: true,
      filter: (source) => !leftOut.has(basename(source)),
    });
  }
}
