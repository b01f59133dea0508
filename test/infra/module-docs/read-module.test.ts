import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Module, readModule, tidyType } from './read-module.ts';

let folder: string;
let module: Module;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-docs-'));
  writeFileSync(
    join(folder, 'variables.tf'),
    `variable "zone" {
  description = "Where"
  type        = string
}

variable "alpha" {
  description = "How | which"
  type        = object({ a = string })
  default     = { a = "b" }
}

variable "none" {
  type    = list(string)
  default = null
}
`,
  );
  writeFileSync(
    join(folder, 'outputs.tf'),
    'output "key" {\n  description = "It"\n  value       = 1\n  sensitive   = true\n}\n',
  );
  writeFileSync(join(folder, 'main.tf'), 'resource "aws_x" "this" {}\n\ndata "aws_y" "current" {}\n');
  module = await readModule(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('tells variables in the order of the file, with their defaults in HCL', () => {
  expect(module.variables).toEqual([
    { name: 'zone', description: 'Where', type: 'string', default: undefined },
    { name: 'alpha', description: 'How | which', type: 'object({ a = string })', default: '{ a = "b" }' },
    { name: 'none', description: '', type: 'list(string)', default: 'null' },
  ]);
});

test('tells outputs, and which are secrets', () => {
  expect(module.outputs).toEqual([{ name: 'key', description: 'It', isSensitive: true }]);
});

test('tells what is made and what is only read', () => {
  expect(module.resources).toEqual([
    { address: 'aws_x.this', isData: false },
    { address: 'aws_y.current', isData: true },
  ]);
});

test('writes a type of many lines on one, without its comments', () => {
  const type =
    '${map(object({\n  name = string # why\n\n  size = optional(number, 3)\n  inner = object({\n    a = string\n  })\n}))}';

  expect(tidyType(type)).toBe(
    'map(object({ name = string, size = optional(number, 3), inner = object({ a = string }) }))',
  );
});
