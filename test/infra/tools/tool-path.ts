import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top of the repository. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

const toolsDir = resolve(repository, process.env.MILLRACE_TOOLS_DIR || '.tools');

const places = {
  'terragrunt-0.55': 'bin/terragrunt-0.55',
  'terragrunt-1.1': 'bin/terragrunt-1.1',
  tflint: 'bin/tflint',
  moto_server: 'moto/bin/moto_server',
  moto_proxy: 'moto/bin/moto_proxy',
  moto_python: 'moto/bin/python',
  checkov: 'checkov/bin/checkov',
  'terraform.tfrc': 'terraform.tfrc',
  node: 'image/node',
  'runtime-client': 'image/runtime-client',
} as const;

export type Tool = keyof typeof places;

/** Throws for one that `test/infra/tools/install.sh all` has not brought yet. */
export function toolPath(tool: Tool): string {
  const path = join(toolsDir, places[tool]);
  if (!existsSync(path)) {
    throw new Error(`Expected ${tool} at ${path}, got nothing. Run \`test/infra/tools/install.sh all\`.`);
  }
  return path;
}
