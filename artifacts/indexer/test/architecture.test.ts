import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { findViolations } from './find-violations.ts';

const source = new URL('../src/', import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(new URL(path, source), 'utf8') }));

test('keeps to the rules of the project', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(findViolations(files)).toEqual([]);
});

test.each([
  ['core/a.ts', "import { b } from '../flow/b.ts';", 'imports ../flow/b.ts'],
  ['core/a.ts', "import { b } from 'lossless-json';", 'imports lossless-json'],
  ['core/a.ts', "const b = await import('node:fs');", 'imports node:fs'],
  ['entities/a.ts', "import { b } from '../flow/b.ts';", 'imports ../flow/b.ts'],
  ['flow/a.ts', "import { b } from '../adapters/b.ts';", 'imports ../adapters/b.ts'],
  ['flow/a.ts', "import { b } from '../entities/registry.ts';", 'imports ../entities/registry.ts'],
  ['adapters/a.ts', "import { b } from '../config.ts';", 'imports ../config.ts'],
  ['core/aB.ts', '', 'is not named in kebab-case'],
  ['flow/helpers.ts', '', 'has a name that says nothing'],
  ['core/index.ts', '', 'is a barrel'],
  ['core/a.ts', 'interface IThing {}', 'names a type by its pattern'],
  ['core/a.ts', "const type = 'Book';", 'knows an entity'],
  ['index.ts', "const type = 'authors';", 'knows an entity'],
  ['core/a.ts', 'export default 1;', 'has a default export'],
  ['core/a.ts', "export * from './b.ts';", 're-exports'],
  ['core/a.ts', "export { b } from './b.ts';", 're-exports'],
  ['core/a.ts', 'enum A { b }', 'has syntax that cannot be erased'],
  ['core/a.ts', 'export class A {}', 'has a class that is no error'],
  ['adapters/a.ts', 'process.env.A;', 'reads the environment'],
  ['flow/a.ts', 'Date.now();', 'reads a clock or a die'],
  ['core/a.ts', '// TODO', 'has a TODO'],
  ['core/a.ts', '\n'.repeat(151), 'has 151 lines'],
  ['core/a.ts', `function a() {${'\n'.repeat(40)}\n}`, 'has a function of 42 lines'],
])('finds that %s with %j %s', (path, text, problem) => {
  expect(findViolations([{ path, text }])).toEqual([`${path}: ${problem}`]);
});
