import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listModules, modulesFolder } from './module-checks/list-modules.ts';
import { listRuns } from './module-checks/list-runs.ts';
import { lintModule, type ModuleReport, runModule } from './module-checks/run-module.ts';
import { copyProject } from './tools/copy-project.ts';

const copy = mkdtempSync(join(tmpdir(), 'millrace-modules-'));
const modules = listModules();
const started = new Map<string, Promise<ModuleReport>>();

beforeAll(() => copyProject(copy));

// What was started ahead may still write.
afterAll(async () => {
  await Promise.allSettled(started.values());
  rmSync(copy, { recursive: true, force: true });
});

function start(module: string): Promise<ModuleReport> {
  const report = started.get(module) ?? runModule(join(copy, 'modules', module));
  started.set(module, report);
  return report;
}

describe.each(modules)('modules/%s', (module) => {
  let report: ModuleReport;

  // The next module is begun before this one is awaited, so that two run at a time.
  beforeAll(async () => {
    const current = start(module);
    const next = modules[modules.indexOf(module) + 1];
    if (next) void start(next).catch(() => undefined);
    report = await current;
  });

  test('is valid', () => {
    expect(report.init).toMatchObject({ status: 0 });
    expect(report.validate).toMatchObject({ status: 0 });
  });

  test('passes every rule of tflint', () => expect(report.lint).toMatchObject({ status: 0, all: '' }));

  const runs = listRuns(join(modulesFolder, module));

  test('is tested with a mocked provider and planned with the real one', () => {
    const files = new Set(runs.map(({ file }) => file));

    expect([...files].sort()).toEqual(expect.arrayContaining(['contract.tftest.hcl', 'plan.tftest.hcl']));
    expect(report.tests.status).toBe(0);
  });

  // `test.each` would refuse an empty list, and that is the test above's to tell.
  for (const { file, run } of runs) {
    test(`${file}: ${run}`, () => {
      const fallback = {
        status: 'never run',
        says: report.verdicts.get(`${file}: `)?.says ?? report.tests.all.slice(-2000),
      };

      expect(report.verdicts.get(`${file}: ${run}`) ?? fallback).toEqual({ status: 'pass', says: '' });
    });
  }
});

test.each([
  ['terraform_documented_variables', 'variables.tf', 'variable "undescribed" {\n  type = string\n}\n'],
  ['terraform_documented_outputs', 'outputs.tf', 'output "undescribed" {\n  value = 1\n}\n'],
  ['terraform_typed_variables', 'variables.tf', 'variable "untyped" {\n  description = "x"\n}\n'],
  ['terraform_naming_convention', 'main.tf', 'locals {\n  NotSnake = 1\n}\n'],
  ['terraform_unused_declarations', 'main.tf', 'locals {\n  unused = 1\n}\n'],
  ['terraform_standard_module_structure', 'main.tf', 'output "misplaced" {\n  description = "x"\n  value = 1\n}\n'],
])('tflint refuses what %s is for', async (rule, file, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-lint-'));
  cpSync(join(modulesFolder, 'kms'), folder, { recursive: true });
  appendFileSync(join(folder, file), text);

  const { status, all } = await lintModule(folder);

  rmSync(folder, { recursive: true });
  expect(status).not.toBe(0);
  expect(all).toContain(rule);
});
