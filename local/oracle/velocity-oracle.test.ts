import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startVelocityOracle } from './velocity-oracle.ts';

const request = {
  template: 'a',
  body: '{}',
  params: { path: {}, querystring: {}, header: {} },
  context: {},
  stageVariables: {},
};

test('names the remedy when the jars are missing', () => {
  expect(() => startVelocityOracle({ jars: join(tmpdir(), 'no-such-folder') })).toThrow('run `make jars` first');
});

test('names the remedy when Java is missing', async () => {
  const oracle = startVelocityOracle({ jars: mkdtempSync(join(tmpdir(), 'jars-')), java: 'no-such-java' });

  await expect(oracle.render([request])).rejects.toThrow('install Java 17 or newer');
  await oracle.close();
});

test('reports what a process says that dies', async () => {
  const oracle = startVelocityOracle({ jars: mkdtempSync(join(tmpdir(), 'jars-')), java: 'false' });

  await expect(oracle.render([request])).rejects.toThrow('ended with code 1');
  await oracle.close();
});
