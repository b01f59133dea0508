import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { listModules } from './module-checks/list-modules.ts';
import { type Ran, run } from './tools/run.ts';
import { repository, toolPath } from './tools/tool-path.ts';

type Check = {
  readonly check_id: string;
  readonly resource: string;
  readonly file_path: string;
  readonly file_line_range: readonly number[];
  readonly check_result: { readonly suppress_comment?: string };
};
type Report = {
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly skipped_checks: readonly Check[];
    /** Files that checkov cannot read: what they hold would pass unseen. */
    readonly parsing_errors: readonly string[];
  };
};

let ran: Ran;
let report: Report;

const place = ({ check_id, resource, file_path, file_line_range }: Check): string =>
  `${check_id} ${resource} (modules${file_path}:${file_line_range[0]})`;

/** Tests make nothing; checkov gives up a file that takes its parser more than ten seconds, as some do on a busy machine. */
function check(folder: string): Promise<Ran> {
  const where = ['--directory', folder, '--skip-path', 'tests'];
  const how = ['--framework', 'terraform', '--skip-download', '--compact', '--output', 'json'];
  return run(toolPath('checkov'), [...where, ...how], {
    cwd: repository,
    env: { ...process.env, LOG_LEVEL: 'ERROR', HCL_PARSE_TIMEOUT_SEC: '300' },
  });
}

beforeAll(async () => {
  ran = await check('modules');
  report = JSON.parse(ran.stdout) as Report;
});

test('checkov finds nothing that is not explained', () => {
  expect(report.results.failed_checks.map(place)).toEqual([]);
  expect(ran.status).toBe(0);
});

test('checkov reads every module and every file', () => {
  const { passed_checks: passed, skipped_checks: skipped } = report.results;
  const seen = new Set([...passed, ...skipped].map(({ file_path }) => file_path.split('/')[1]));

  expect(report.results.parsing_errors).toEqual([]);
  // In these there is nothing that checkov has a check for.
  expect(listModules().filter((module) => !seen.has(module))).toEqual(['ecr-image', 'lambda-invocation']);
});

test('each check that is passed over says why in a sentence', () => {
  const unexplained = report.results.skipped_checks.filter(
    ({ check_result: { suppress_comment: why = '' } }) => why.trim().split(/\s+/).length < 5,
  );

  expect(unexplained.map(place)).toEqual([]);
});

test('checkov refuses a bucket without any care', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-checkov-'));
  writeFileSync(join(folder, 'main.tf'), 'resource "aws_s3_bucket" "this" {\n  bucket = "open"\n}\n');

  const { status, stdout } = await check(folder);

  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect((JSON.parse(stdout) as Report).results.failed_checks.length).toBeGreaterThan(3);
});
