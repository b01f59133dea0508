import { join } from 'node:path';
import { type Ran, run } from '../tools/run.ts';
import { terraformEnvironment } from '../tools/terraform-environment.ts';
import { repository, toolPath } from '../tools/tool-path.ts';
import { parseTestLog, type RunVerdict } from './parse-test-log.ts';

export type ModuleReport = {
  readonly init: Ran;
  readonly validate: Ran;
  readonly lint: Ran;
  readonly tests: Ran;
  readonly verdicts: ReadonlyMap<string, RunVerdict>;
};

// Terraform and the provider live for seconds only: collecting their garbage took two fifths of all the time.
const quick = { GOGC: 'off', GOMEMLIMIT: '1GiB' };

/** Terraform and tflint on one module of a copy of the project. */
export async function runModule(folder: string): Promise<ModuleReport> {
  const terraform = (...args: readonly string[]) =>
    run('terraform', args, { cwd: folder, env: { ...terraformEnvironment(), ...quick } });
  const init = await terraform('init', '-backend=false', '-input=false', '-no-color');
  const validate = await terraform('validate', '-no-color');
  const lint = await lintModule(folder);
  const tests = await terraform('test', '-json');
  return { init, validate, lint, tests, verdicts: parseTestLog(tests.stdout) };
}

/** By every rule of the set that comes with tflint. */
export function lintModule(folder: string): Promise<Ran> {
  const config = join(repository, '.tflint.hcl');
  return run(toolPath('tflint'), ['--config', config, '--format', 'compact', '--no-color'], { cwd: folder });
}
