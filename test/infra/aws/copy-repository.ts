import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../tools/tool-path.ts';

/** What a checkout holds, and what is new in it, in a folder of its own: the tests change files and leave states behind. */
export function copyRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-infra-'));
  const { stdout, status, stderr } = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: repository,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`Expected git to name the files of ${repository}, got:\n${stderr}`);
  for (const path of new Set(stdout.split('\0'))) {
    // A file that is deleted but not yet committed is named as well.
    if (path !== '' && !/^(bench|docs|test)\//.test(path) && existsSync(join(repository, path))) {
      cpSync(join(repository, path), join(folder, path));
    }
  }
  for (const packages of ['node_modules', 'web/node_modules']) {
    if (existsSync(join(repository, packages))) symlinkSync(join(repository, packages), join(folder, packages));
  }
  return folder;
}
