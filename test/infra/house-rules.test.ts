import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findModuleFaults } from './module-checks/find-module-faults.ts';
import { listModules, modulesFolder } from './module-checks/list-modules.ts';
import { readModuleFiles } from './module-checks/read-module-files.ts';
import { renderIndexDoc, renderModuleDoc } from './module-docs/render-docs.ts';

describe.each(listModules())('modules/%s', (module) => {
  test('obeys the house rules', async () => {
    expect(findModuleFaults(await readModuleFiles(join(modulesFolder, module)))).toEqual([]);
  });

  test('has a README with the tables of today (`make format` writes them)', async () => {
    const { current, wanted } = await renderModuleDoc(module);

    expect(current).toBe(wanted);
  });

  test('has a README that shows how another project uses it', () => {
    const readme = readFileSync(join(modulesFolder, module, 'README.md'), 'utf8');

    expect(readme).toContain(`git::https://example.com/millrace.git//modules/${module}?ref=v`);
  });
});

test('every module stands in the list of modules (`make format` writes it)', () => {
  const { current, wanted } = renderIndexDoc();

  expect(current).toBe(wanted);
});

test('no cache, lock or state of Terraform lies in the modules', () => {
  const left = readdirSync(modulesFolder, { recursive: true, encoding: 'utf8' });

  expect(left.filter((path) => /\.terraform|\.tfstate|\.terragrunt-cache|\.auto\.tfvars/.test(path))).toEqual([]);
});
