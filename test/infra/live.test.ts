import { beforeAll, expect, test } from '@jest/globals';
import { findCycles } from './graph/find-cycles.ts';
import { findDependencyFaults } from './graph/find-dependency-faults.ts';
import { findEnvironmentFaults } from './graph/find-environment-faults.ts';
import { findGenerationFaults } from './graph/find-generation-faults.ts';
import { findUnitFaults } from './graph/find-unit-faults.ts';
import type { Live, Modules } from './graph/live.ts';
import { readLive, readModules } from './graph/read-live.ts';

let live: Live;
let modules: Modules;

beforeAll(async () => {
  [live, modules] = [await readLive(), await readModules()];
});

test('three environments have the same units, which differ by env.hcl alone', () => {
  expect(findEnvironmentFaults(live, ['dev', 'staging', 'prod'])).toEqual([]);
  expect(live.units.length).toBeGreaterThanOrEqual(3 * 15);
});

test('each unit is thin, and gives its module all that it requires and nothing that it does not take', () => {
  expect(findUnitFaults(live, modules)).toEqual([]);
});

test('every output that is used is one of the module and stands among the mocks, for init, validate and plan only', () => {
  expect(findDependencyFaults(live, modules)).toEqual([]);
});

test('no unit waits for itself', () => {
  const edges = live.units.map(({ environment, name, dependencies, after }) => {
    return [`live/${environment}/${name}`, [...dependencies.map(({ target }) => target), ...after]] as const;
  });

  expect(findCycles(new Map(edges))).toEqual([]);
});

test('both generations of Terragrunt take every file, and nothing but the files decides', () => {
  expect(findGenerationFaults(live)).toEqual([]);
});

test('each module is used', () => {
  const used = new Set(live.units.map(({ module }) => module));

  expect([...modules.keys()].filter((module) => !used.has(module))).toEqual([]);
});
