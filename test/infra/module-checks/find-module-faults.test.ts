import { expect, test } from '@jest/globals';
import { parseHcl } from '../hcl/parse-hcl.ts';
import { findModuleFaults } from './find-module-faults.ts';

const versions = `
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.83, < 7.0"
    }
  }
}
`;

const sound: Readonly<Record<string, string>> = {
  'README.md': '# x',
  'main.tf': 'resource "aws_sqs_queue" "this" {\n  name = var.name\n}\n',
  'outputs.tf': 'output "arn" {\n  value = aws_sqs_queue.this.arn\n}\n',
  'tests/contract.tftest.hcl': '',
  'tests/plan.tftest.hcl': '',
  'variables.tf': 'variable "name" {\n  type = string\n}\nvariable "size" {\n  type    = number\n  default = 3\n}\n',
  'versions.tf': versions,
};

async function find(changes: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  const files = new Map<string, { text: string; hcl: Record<string, unknown> }>();
  for (const [path, text] of Object.entries({ ...sound, ...changes })) {
    if (text !== undefined) files.set(path, { text, hcl: path.endsWith('.tf') ? await parseHcl(path, text) : {} });
  }
  return findModuleFaults(files);
}

test('finds nothing in a module as it should be', async () => expect(await find({})).toEqual([]));

test.each(Object.keys(sound))('misses %s', async (path) => {
  expect(await find({ [path]: undefined })).toContain(`${path} is missing`);
});

const twoQueues = 'resource "aws_sqs_queue" "work" {}\nresource "aws_sqs_queue" "dead" {}\n';

test.each([
  ['a provider block', { 'main.tf': 'provider "aws" {}' }, 'main.tf: has a provider block'],
  ['a backend', { 'state.tf': 'terraform {\n  backend "s3" {}\n}' }, 'state.tf: has a backend block'],
  ['a cloud block', { 'state.tf': 'terraform {\n  cloud {}\n}' }, 'state.tf: has a cloud block'],
  [
    'a policy as a data source',
    { 'iam.tf': 'data "aws_iam_policy_document" "x" {}' },
    'iam.tf: writes a policy by aws_iam_policy_document',
  ],
  [
    'a missing key hidden by try()',
    { 'locals.tf': 'locals {\n  x = try(var.a.b, null)\n}' },
    'locals.tf: hides by try()',
  ],
  [
    'a missing key hidden within a text',
    { 'locals.tf': 'locals {\n  x = [{ y = "a-${try(var.a.b, "")}" }]\n}' },
    'locals.tf: hides by try()',
  ],
  ['the type any', { 'variables.tf': 'variable "x" {\n  type = any\n}' }, 'variable x: its type is any'],
  ['any within a type', { 'variables.tf': 'variable "x" {\n  type = map(any)\n}' }, 'variable x: its type is any'],
  ['no type', { 'variables.tf': 'variable "x" {}' }, 'variable x: its type is any'],
  [
    'an account as a default',
    { 'variables.tf': 'variable "x" {\n  type = list(string)\n  default = ["123456789012"]\n}' },
    'variable x: its default names a real thing',
  ],
  [
    'an ARN as a default',
    { 'variables.tf': 'variable "x" {\n  type = string\n  default = "arn:aws:s3:::mine"\n}' },
    'variable x: its default names a real thing',
  ],
  [
    'a subnet within a default',
    { 'variables.tf': 'variable "x" {\n  type = object({ id = string })\n  default = { id = "subnet-0a1b" }\n}' },
    'variable x: its default names a real thing',
  ],
  [
    'a required variable below an optional one',
    { 'variables.tf': 'variable "x" {\n  type = string\n  default = "a"\n}\nvariable "y" {\n  type = string\n}' },
    'variable y: is required and stands below x',
  ],
  [
    'the only one of its kind with another name',
    { 'main.tf': 'resource "aws_sqs_queue" "work" {}' },
    'resource aws_sqs_queue.work: the only one of its kind is called this',
  ],
  ['another provider', { 'versions.tf': versions.replace('aws = {', 'null = {') }, 'versions.tf: expected'],
  ['another Terraform', { 'versions.tf': versions.replace('1.10', '1.5') }, 'versions.tf: expected'],
])('finds %s', async (_, changes, fault) => {
  expect(await find(changes)).toEqual([expect.stringContaining(fault)]);
});

test.each([
  ['two of a kind with names of their own', { 'main.tf': twoQueues }],
  [
    'try() in a condition',
    {
      'variables.tf':
        'variable "x" {\n  type = string\n  validation {\n    condition = try(var.x > 1, false)\n    error_message = "no"\n  }\n}',
    },
  ],
  ['the word any within a name', { 'variables.tf': 'variable "x" {\n  type = object({ many = string })\n}' }],
])('lets pass %s', async (_, changes) => expect(await find(changes)).toEqual([]));
