import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { copyProject } from './tools/copy-project.ts';
import { run } from './tools/run.ts';
import { terraformEnvironment } from './tools/terraform-environment.ts';
import { type Tool, toolPath } from './tools/tool-path.ts';

const environments = ['dev', 'staging', 'prod'];
const copy = mkdtempSync(join(tmpdir(), 'millrace-format-'));

beforeAll(() => copyProject(copy));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const terragrunt = (generation: Tool, args: readonly string[], cwd = copy) =>
  run(toolPath(generation), args, {
    cwd,
    env: { ...terraformEnvironment(), TG_NON_INTERACTIVE: 'true', TERRAGRUNT_NON_INTERACTIVE: 'true' },
  });

describe('formatting', () => {
  const formatters = [
    ['terraform fmt', (cwd: string) => run('terraform', ['fmt', '-check', '-diff', '-recursive'], { cwd })],
    ['terragrunt 0.55 hclfmt', (cwd: string) => terragrunt('terragrunt-0.55', ['hclfmt', '--terragrunt-check'], cwd)],
    ['terragrunt 1.1 hcl fmt', (cwd: string) => terragrunt('terragrunt-1.1', ['hcl', 'fmt', '--check'], cwd)],
  ] as const;

  test.each(formatters)('%s has nothing to mend', async (_, check) => {
    expect(await check(copy)).toMatchObject({ status: 0 });
  });

  // Terraform's formatter reads .tf, Terragrunt's both read .hcl: a misplaced space in each must not pass.
  test.each(formatters)('%s sees a line that is not as it should be', async (_, check) => {
    const spoilt = mkdtempSync(join(tmpdir(), 'millrace-format-'));
    copyProject(spoilt);
    appendFileSync(join(spoilt, 'modules/kms/main.tf'), '\nlocals   {\n}\n');
    appendFileSync(join(spoilt, 'live/dev/env.hcl'), '\nlocals   {\n}\n');

    const { status } = await check(spoilt);

    rmSync(spoilt, { recursive: true, force: true });
    expect(status).not.toBe(0);
  });
});

describe.each(environments)('live/%s', (environment) => {
  const folder = join(copy, 'live', environment);

  test('terragrunt 1.1 finds nothing to say against it in strict mode', async () => {
    expect(await terragrunt('terragrunt-1.1', ['hcl', 'validate', '--strict-mode'], folder)).toMatchObject({
      status: 0,
    });
  });

  test('terragrunt 1.1 finds every input taken and every required one given', async () => {
    const args = ['hcl', 'validate', '--inputs', '--strict', '--strict-mode', '--no-color'];

    const { status, all } = await terragrunt('terragrunt-1.1', args, folder);

    expect({ status, errors: all.match(/ERROR.*/g) }).toEqual({ status: 0, errors: null });
  });

  test('terragrunt 0.55 reads it, and sees the same order of units as 1.1', async () => {
    const old = await terragrunt('terragrunt-0.55', ['graph-dependencies'], folder);
    const current = await terragrunt('terragrunt-1.1', ['dag', 'graph', '--no-color'], folder);

    expect({ old: old.status, current: current.status }).toEqual({ old: 0, current: 0 });
    expect(edgesOf(old.stdout)).toEqual(edgesOf(current.stdout));
    expect(edgesOf(old.stdout).length).toBeGreaterThan(20);
  });
});

describe('what is checked here', () => {
  let spoilt: string;

  beforeEach(() => {
    spoilt = mkdtempSync(join(tmpdir(), 'millrace-format-'));
    copyProject(spoilt);
  });
  afterEach(() => rmSync(spoilt, { recursive: true, force: true }));

  const validate = (...args: readonly string[]) =>
    terragrunt('terragrunt-1.1', ['hcl', 'validate', '--strict-mode', ...args], join(spoilt, 'live/dev'));

  test('refuses what a coming Terragrunt will refuse', async () => {
    const root = '"${get_terragrunt_dir()}/../../../terragrunt.hcl"';
    replace(join(spoilt, 'live/dev/kms/terragrunt.hcl'), root, 'find_in_parent_folders()');

    expect((await validate()).status).not.toBe(0);
  });

  test('refuses an input that the module does not take', async () => {
    replace(join(spoilt, 'live/_units/kms.hcl'), 'inputs = {', 'inputs = {\n  colour = "red"');

    const { status, all } = await validate('--inputs', '--strict', '--no-color');

    expect(status).not.toBe(0);
    expect(all).toContain('colour');
  });
});

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`Expected ${file} to contain ${from}.`);
  writeFileSync(file, text.replace(from, to));
}

const edgesOf = (graph: string): readonly string[] =>
  [...graph.matchAll(/"([^"]+)" -> "([^"]+)"/g)].map(([, from, to]) => `${from} → ${to}`).sort();
