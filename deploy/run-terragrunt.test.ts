import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { findTools } from './find-tools.ts';
import { fakeTools } from './fixtures/fake-tools.ts';
import { runTerragrunt } from './run-terragrunt.ts';

const versions = { terragrunt: 'terragrunt version v1.1.0', terraform: 'Terraform v1.11.4' };

function start(exitCode: number) {
  const { path } = fakeTools(versions, { exitCode });
  const env = { PATH: path };
  const signals = new EventEmitter();
  const run = { tools: findTools(env), verb: 'apply', rest: [], isSilent: true, env, signals } as const;
  return { signals, ended: runTerragrunt({ dir: tmpdir() }, run) };
}

test('is no success when it was interrupted, whatever Terragrunt says', async () => {
  const { signals, ended } = start(0);
  signals.emit('SIGINT', 'SIGINT');

  expect(await ended).toBe(130);
});

test("keeps Terragrunt's own word for a failure, and listens no longer", async () => {
  const { signals, ended } = start(3);
  signals.emit('SIGTERM', 'SIGTERM');

  expect(await ended).toBe(3);
  expect(signals.eventNames()).toEqual([]);
});
