import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('./prerequisites.sh', import.meta.url));
const found: Readonly<Record<string, string>> = {
  go: 'go version go1.26.8 linux/amd64',
  python3: 'Python 3.11.7',
  terraform: 'Terraform v1.11.4',
  openssl: 'OpenSSL 3.0.15 3 Sep 2024',
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-path-'));
  mkdirSync(folder, { recursive: true });
  for (const tool of ['sed', 'head', 'mktemp', 'rm']) symlinkSync(`/usr/bin/${tool}`, join(folder, tool));
  for (const [name, says] of Object.entries(found)) program(name, says);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Python is asked twice: for its version, and for what makes a venv. */
function program(name: string, says: string, venv = 'venv'): void {
  writeFileSync(join(folder, name), `#!/bin/sh\ncase $1 in -c) echo '${venv}' ;; *) echo '${says}' ;; esac\n`);
  chmodSync(join(folder, name), 0o755);
}

function check() {
  const { status, stderr } = spawnSync('/bin/sh', [script], { env: { PATH: folder }, encoding: 'utf8' });
  return {
    status,
    named: [...stderr.matchAll(/^ {2}(\S.*); found: (.*)$/gm)].map(([, what, got]) => `${what}: ${got}`),
  };
}

test('is silent when all is there', () => expect(check()).toEqual({ status: 0, named: [] }));

test('names all that is missing at once', () => {
  for (const name of Object.keys(found)) rmSync(join(folder, name));

  expect(check()).toEqual({
    status: 1,
    named: ['Go 1.26 or newer: none', 'Python 3.11 or newer: none', 'Terraform 1.10 or newer: none', 'openssl: none'],
  });
});

test.each([
  ['go', 'go version go1.25.1 linux/amd64', 'Go 1.26 or newer: 1.25.1'],
  ['python3', 'Python 3.10.12', 'Python 3.11 or newer: 3.10.12'],
  ['terraform', 'Terraform v1.9.8', 'Terraform 1.10 or newer: 1.9.8'],
])('refuses a %s that says `%s`', (name, says, fault) => {
  program(name, says);

  expect(check()).toEqual({ status: 1, named: [fault] });
});

test('refuses a Python that cannot make a venv', () => {
  program('python3', 'Python 3.12.1', 'No module named ensurepip');

  expect(check()).toEqual({ status: 1, named: ['the modules venv and ensurepip of Python: none'] });
});
