import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/contract.ts';

const read = (path: string): string => readFileSync(new URL(path, repositoryRoot), 'utf8');

const runbook = read('docs/runbook.md');
const unit = read('live/_units/cloudwatch.hcl');
const moduleFolder = 'modules/cloudwatch/';
const alarmFiles = readdirSync(new URL(moduleFolder, repositoryRoot)).filter((name) => /^alarms-.*\.tf$/.test(name));

/** An alarm of the module stands as `<anchor> = {` before its `summary`; `${key}` in it is a function's or a table's. */
function findTemplates(): readonly string[] {
  const definition = /^ +"?([a-z0-9-]+|[a-z0-9-]*\$\{key\}[a-z0-9-]*)"? = \{\n +summary +=/gm;
  return alarmFiles.flatMap((name) =>
    [...read(moduleFolder + name).matchAll(definition)].map(([, anchor = '']) => anchor),
  );
}

/** The functions that the environments hand to the module, and whether each has a stream. */
function findFunctions(): ReadonlyMap<string, { readonly hasStream: boolean; readonly isLongRunning: boolean }> {
  const entry = /^ {4}([a-z]+) = \{\n( {6}function_name[^}]*)\}/gm;
  return new Map(
    [...unit.matchAll(entry)].map(([, key = '', body = '']) => [
      key,
      { hasStream: /has_stream += true/.test(body), isLongRunning: /is_long_running += true/.test(body) },
    ]),
  );
}

function findTables(): readonly string[] {
  const table = /^ {6}([a-z]+) += \{ name = "/gm;
  return [...unit.matchAll(table)].map(([, key = '']) => key);
}

const ofStreams = [
  '${key}-iterator-age',
  '${key}-failed-invocations',
  '${key}-dropped-records',
  '${key}-not-done-records',
];

function expand(template: string): readonly string[] {
  if (!template.includes('${key}')) return [template];
  if (template.startsWith('table-')) return findTables().map((key) => template.replace('${key}', key));
  return [...findFunctions()]
    .filter(([, { hasStream }]) => hasStream || !ofStreams.includes(template))
    .filter(([, { isLongRunning }]) => !(isLongRunning && template === '${key}-duration'))
    .map(([key]) => template.replace('${key}', key));
}

const alarms = findTemplates().flatMap(expand).sort();
const entries = [...runbook.matchAll(/^### (.+)$/gm)].map(([, title = '']) => title);
const partsOf = (entry: string): string => runbook.split(`\n### ${entry}\n`)[1]?.split(/\n##+ /)[0] ?? '';

test('finds the alarms where they stand', () => {
  const functions = [...findFunctions().keys()];

  expect(functions).toEqual(['index', 'jobs', 'search', 'maintain', 'measure']);
  expect(findTables()).toEqual(['library', 'parked', 'jobs', 'deletions']);
  expect(findTemplates()).toHaveLength(alarmFiles.flatMap(findSummaries).length);
});

test('has one entry for each alarm, and no other', () => {
  expect([...entries].sort()).toEqual(alarms);
});

test.each(entries)('says of %s what it means, where to look, what to do and when it ends', (entry) => {
  for (const part of ['Means', 'Look at', 'Do', 'Ends'])
    expect(partsOf(entry)).toMatch(new RegExp(`^\\*\\*${part}\\b`, 'm'));
});

test('links only to entries and pages that are there', () => {
  const links = [...runbook.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);

  const missing = links.filter((target) =>
    target.startsWith('#') ? !entries.includes(target.slice(1)) : !exists(`docs/${target}`),
  );

  expect(missing).toEqual([]);
});

test('names only verbs that make knows', () => {
  const makefile = read('Makefile');
  const verbs = new Set([...runbook.matchAll(/\bmake ([a-z]+) ENV=/g)].map(([, verb = '']) => verb));

  const unknown = [...verbs].filter((verb) => !new RegExp(`^${verb}:.*## `, 'm').test(makefile));

  expect(unknown).toEqual([]);
});

function findSummaries(name: string): readonly string[] {
  return read(moduleFolder + name).match(/^ +summary +=/gm) ?? [];
}

function exists(path: string): boolean {
  try {
    return read(path.split('#')[0] ?? path) !== '';
  } catch {
    return false;
  }
}
