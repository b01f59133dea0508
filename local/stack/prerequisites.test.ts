import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const script = fileURLToPath(new URL('./prerequisites.sh', import.meta.url));

let folder: string;
let bin: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-path-'));
  bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const tool of ['sed', 'head', 'mktemp', 'rm']) {
    const found = ['/bin', '/usr/bin'].map((path) => join(path, tool)).find((path) => existsSync(path)) ?? tool;
    symlinkSync(found, join(bin, tool));
  }
  program('node', 'v20.19.0');
  program('npm', '10.8.2');
  program('java', 'openjdk version "17.0.15" 2025-04-15');
  program('mvn', '\u001b[1mApache Maven 3.8.7\u001b[m\\nMaven home: /usr/share/maven');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Puts a program on the path that prints this, as Java does: on its standard error. */
function program(name: string, output: string, path = bin): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), `#!/bin/sh\nprintf '${output}\\n' >&2\n`);
  chmodSync(join(path, name), 0o755);
}

function check(env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync('/bin/sh', [script], { env: { PATH: bin, ...env }, encoding: 'utf8' });
  return {
    status,
    stderr,
    named: [...stderr.matchAll(/^ {2}(\S.*); found: (.*)$/gm)].map(([, what, found]) => [what, found]),
  };
}

test('is silent when all is there', () => {
  expect(check()).toEqual({ status: 0, stderr: '', named: [] });
});

test('names all that is missing at once, and how to get it', () => {
  for (const name of ['node', 'npm', 'java', 'mvn']) rmSync(join(bin, name));

  const { status, stderr, named } = check();

  expect(status).toBe(1);
  expect(named).toEqual([
    ['Node.js 20.19 or newer', 'none'],
    ['npm', 'none'],
    ['Java 17 or newer', 'none'],
    ['Maven 3.8 or newer', 'none'],
  ]);
  expect(stderr).toContain('apt-get install openjdk-17-jdk-headless');
  expect(stderr).toContain('brew install maven');
  expect(stderr).toContain('https://nodejs.org');
});

test.each([
  ['node', 'v18.20.4', 'Node.js 20.19 or newer', '18.20.4'],
  ['node', 'v20.18.3', 'Node.js 20.19 or newer', '20.18.3'],
  ['java', 'java version "1.8.0_392"', 'Java 17 or newer', '1.8.0'],
  ['java', 'openjdk version "11.0.22" 2024-01-16', 'Java 17 or newer', '11.0.22'],
  ['mvn', 'Apache Maven 3.6.3 (cecedd3)', 'Maven 3.8 or newer', '3.6.3'],
])('refuses %s when it says `%s`', (name, output, what, found) => {
  program(name, output);

  expect(check().named).toEqual([[what, found]]);
});

test.each([
  ['node', 'v24.1.0'],
  ['java', 'openjdk version "21" 2023-09-19'],
  ['java', 'Picked up JAVA_TOOL_OPTIONS: -Xmx1g\\nopenjdk version "17.0.1" 2021-10-19'],
  ['mvn', 'WARNING: 1 thing\\nApache Maven 4.0.0-rc-2'],
])('takes %s when it says `%s`', (name, output) => {
  program(name, output);

  expect(check().status).toBe(0);
});

test('takes a program that is there but broken for missing', () => {
  program('java', 'Unable to locate a Java Runtime.');

  expect(check().named).toEqual([['Java 17 or newer', 'none']]);
});

test('asks the Java of JAVA_HOME, not the one on the path', () => {
  program('java', 'openjdk version "11.0.22" 2024-01-16', join(folder, 'jdk', 'bin'));

  expect(check({ JAVA_HOME: join(folder, 'jdk') }).named).toEqual([
    ['Java 17 or newer', `11.0.22 by JAVA_HOME=${join(folder, 'jdk')}`],
  ]);
});

test('says so when JAVA_HOME holds no Java', () => {
  expect(check({ JAVA_HOME: '/nowhere' }).named).toEqual([['Java 17 or newer', 'none by JAVA_HOME=/nowhere']]);
});
