import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type TestRun = { readonly file: string; readonly run: string };

/** The runs of a module's Terraform tests, in the order in which Terraform takes them. */
export function listRuns(moduleFolder: string): readonly TestRun[] {
  const folder = join(moduleFolder, 'tests');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tftest.hcl'))
    .sort()
    .flatMap((file) => {
      const names = readFileSync(join(folder, file), 'utf8').matchAll(/^run\s+"([^"]+)"/gm);
      return [...names].map(([, run = '']) => ({ file, run }));
    });
}
