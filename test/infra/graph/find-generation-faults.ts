import type { Live, LiveFile } from './live.ts';
import { textsWithin } from './texts-within.ts';

// What one of the two generations of Terragrunt refuses or answers differently, and what makes a plan depend on anything
// but the files.

/** At the top of a file: attributes and blocks that one generation does not know, or does not take for the same. */
const refusedNames: Readonly<Record<string, string>> = {
  skip: 'newer Terragrunts refuse it',
  retryable_errors: 'newer Terragrunts refuse it',
  retry_max_attempts: 'newer Terragrunts refuse it',
  retry_sleep_interval_sec: 'newer Terragrunts refuse it',
  errors: 'older Terragrunts refuse it',
  exclude: 'older Terragrunts refuse it',
  feature: 'older Terragrunts refuse it',
  prevent_destroy: 'newer Terragrunts pass the unit over and report success',
};

const refusedCalls: Readonly<Record<string, string>> = {
  run_cmd: 'it runs while files are read, on every command',
  timestamp: 'no two plans would be the same',
  uuid: 'no two plans would be the same',
  get_aws_account_id: 'reading would need credentials; env.hcl knows it',
  get_aws_caller_identity_arn: 'reading would need credentials',
};

export function findGenerationFaults({ files, root }: Live): readonly string[] {
  return files.flatMap((file) => [
    ...(file.path.endsWith('terragrunt.stack.hcl') ? [`${file.path}: older Terragrunts do not read stacks`] : []),
    ...Object.entries(refusedNames)
      .filter(([name]) => name in file.hcl)
      .map(([name, why]) => `${file.path}: has ${name}; ${why}`),
    ...Object.entries(refusedCalls)
      .filter(([name]) => calls(file, name))
      .map(([name, why]) => `${file.path}: calls ${name}(); ${why}`),
    ...(file !== root && calls(file, 'find_in_parent_folders')
      ? [`${file.path}: calls find_in_parent_folders(); newer Terragrunts warn, and fail in strict mode. Name the path`]
      : []),
    ...findAccounts(file),
  ]);
}

const calls = ({ hcl }: LiveFile, name: string): boolean =>
  textsWithin(hcl).some((text) => new RegExp(`\\b${name}\\(`).test(text));

/** An account's number anywhere else would be somebody's to forget. Mocks need the shape of one. */
function findAccounts({ path, hcl }: LiveFile): readonly string[] {
  if (path.endsWith('/env.hcl')) return [];
  const accounts = textsWithin(hcl, ['mock_outputs']).flatMap((text) => text.match(/\b\d{12}\b/g) ?? []);
  return accounts.map((account) => `${path}: has the account ${account}; accounts go to env.hcl`);
}
