import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('./install.sh', import.meta.url));
const pinned = 'TFLint version 0.64.0';

let folder: string;
let tools: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-install-'));
  tools = join(folder, 'tools');
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(tools, 'bin'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(path: string, body: string): void {
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
}

/** A compiler whose programs say this. */
const compiler = (says: string) =>
  program(
    join(folder, 'bin/go'),
    `while [ "$1" != -o ]; do shift; done\nprintf '#!/bin/sh\\necho "${says}"\\n' >"$2"\nchmod +x "$2"`,
  );

function install(...parts: readonly string[]) {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, MILLRACE_TOOLS_DIR: tools };
  const { status, stderr } = spawnSync(script, parts, { env, encoding: 'utf8' });
  return { status, stderr };
}

test('builds what is missing, and then does nothing', () => {
  compiler(pinned);

  expect(install('tflint')).toMatchObject({ status: 0, stderr: expect.stringContaining('Building tflint') });
  expect(install('tflint')).toEqual({ status: 0, stderr: '' });
});

test('keeps a program of the pinned version that was put there', () => {
  compiler('built');
  program(join(tools, 'bin/tflint'), `echo '${pinned}'`);

  expect(install('tflint')).toEqual({ status: 0, stderr: '' });
});

test.each([
  ['another version was put there', () => program(join(tools, 'bin/tflint'), 'echo TFLint version 0.63.0')],
  ['what is there does not run', () => program(join(tools, 'bin/tflint'), 'exit 1')],
  [
    'it was built from other pins',
    () => {
      program(join(tools, 'bin/tflint'), `echo '${pinned}'`);
      writeFileSync(join(tools, 'bin/.tflint.pins'), 'module old');
    },
  ],
])('builds anew when %s', (_, prepare) => {
  compiler(pinned);
  prepare();

  expect(install('tflint').stderr).toContain('Building tflint');
});

test('refuses a build that is not of the pinned version, and does not put it in place', () => {
  compiler('TFLint version 9');

  const { status, stderr } = install('tflint');

  expect(status).toBe(1);
  expect(stderr).toContain('Expected tflint to report `TFLint version 0.64.0`, got `TFLint version 9`');
  expect(() => readFileSync(join(tools, 'bin/tflint'))).toThrow('ENOENT');
});

test('says what failed, and what to do', () => {
  program(join(folder, 'bin/go'), 'echo no route to host >&2\nexit 1');

  const { status, stderr } = install('tflint');

  expect(status).toBe(1);
  expect(stderr).toContain('no route to host\ntflint could not be built.');
  expect(stderr).toContain('Check the network and the proxy');
});

test('refuses a part that it does not know', () => {
  expect(install('tofu')).toMatchObject({ status: 1, stderr: expect.stringContaining('Expected terragrunt, tflint') });
});
