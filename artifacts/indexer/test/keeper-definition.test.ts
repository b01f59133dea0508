import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { errorCodes } from '../src/core/errors.ts';

// The state machine's definition is run in test/infra; here is what no run would show.

const definition = readFileSync(new URL('../keeper.asl.json', import.meta.url), 'utf8');

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: unknown;
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
}

const listStates = (states: Readonly<Record<string, State>>): readonly State[] =>
  Object.values(states).flatMap((state) => [state, ...listStates(state.ItemProcessor?.States ?? {})]);
const states = listStates(JSON.parse(definition).States);
const tasks = states.filter(({ Type }) => Type === 'Task');

/** Of other entry points, and of `redrive`, which is not divided. */
const neverThrown: readonly string[] = [
  'record.no-records',
  'record.no-sequence-number',
  'search.ambiguous-alias',
  'search.no-security',
  'bootstrap.invalid-event',
  'invocations.refused',
  'measure.invalid-request',
  'measure.heartbeat-late',
];

test('says of every code that there is whether a retry puts it right', () => {
  const passing = errorCodes.filter((code) => code.endsWith('.unavailable'));
  for (const { Retry = [] } of tasks) {
    const permanent = Retry[0]?.ErrorEquals.filter((code) => !code.startsWith('Lambda.')) ?? [];
    expect([...permanent, ...passing, ...neverThrown].toSorted()).toEqual([...errorCodes].sort());
  }
});

test('tries everything again but what no retry puts right, and names that by codes that there are', () => {
  const known = new Set<string>([...errorCodes, 'Lambda.ResourceNotFoundException']);

  expect(tasks.length).toBeGreaterThan(2);
  for (const { Retry = [] } of tasks) {
    const [permanent, throttled, rest] = Retry;
    expect(permanent?.MaxAttempts).toBe(0);
    expect(permanent?.ErrorEquals.filter((code) => !known.has(code))).toEqual([]);
    expect(permanent?.ErrorEquals.filter((code) => code.endsWith('.unavailable'))).toEqual([]);
    expect(throttled?.ErrorEquals).toEqual(['Lambda.TooManyRequestsException']);
    expect(rest?.ErrorEquals).toEqual(['States.ALL']);
    expect(Retry).toEqual(tasks[0]?.Retry);
  }
});

test('catches nothing: an execution that has ended in a state for errors could not be redriven', () => {
  expect(states.filter((state) => state.Catch !== undefined)).toEqual([]);
});

test('has one placeholder, and nothing that knows an account', () => {
  expect(new Set(definition.match(/\$\{[^}]*\}/g))).toEqual(new Set(['$' + '{maintain_function_arn}']));
  expect(new Set(tasks.map(({ Resource }) => Resource))).toEqual(new Set(['arn:aws:states:::lambda:invoke']));
  expect(definition).not.toMatch(/\d{12}/);
});
