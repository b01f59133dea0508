import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../tools/tool-path.ts';

export const modulesFolder = join(repository, 'modules');

/** By name; a folder that nobody has put a file into is none. */
export function listModules(): readonly string[] {
  return readdirSync(modulesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(modulesFolder, entry.name)).length > 0)
    .map(({ name }) => name)
    .sort();
}
