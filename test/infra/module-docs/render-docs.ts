import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listModules, modulesFolder } from '../module-checks/list-modules.ts';
import { readModule } from './read-module.ts';
import { renderIndex } from './render-index.ts';
import { putBetween, renderTables } from './render-tables.ts';

/** A README of `modules/` as it stands and as it should. */
export type Doc = { readonly path: string; readonly current: string; readonly wanted: string };

export async function renderModuleDoc(module: string): Promise<Doc> {
  return toDoc(join(module, 'README.md'), renderTables(await readModule(join(modulesFolder, module))));
}

/** The list of all modules. */
export function renderIndexDoc(): Doc {
  const entries = listModules().map((module) => ({ module, readme: read(join(module, 'README.md')) }));
  return toDoc('README.md', renderIndex(entries));
}

function toDoc(file: string, tables: string): Doc {
  const current = read(file);
  const wanted = putBetween(current, tables);
  if (wanted) return { path: join(modulesFolder, file), current, wanted };
  throw new Error(
    `Expected modules/${file} to have the lines \`<!-- BEGIN_TF_DOCS -->\` and below it \`<!-- END_TF_DOCS -->\`, once each. ` +
      'Write them where the tables shall stand.',
  );
}

function read(file: string): string {
  const path = join(modulesFolder, file);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new Error(`Expected modules/${file} to be there, got no such file. Write what the module makes and refuses.`);
}
