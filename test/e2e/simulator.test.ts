import { afterAll, expect, test } from '@jest/globals';
import { describe, simulate } from '../../artifacts/indexer/test/simulator/simulate.ts';
import { seed as firstSeed } from '../support/fast-check.ts';
import { newId } from './support/new-id.ts';
import { createOpenSearchServer, createSend } from './support/open-search-server.ts';
import { servers } from './support/servers.ts';

const prefix = `sim${newId().slice(1, 11).toLowerCase()}`;
const runs = Number(process.env.MILLRACE_TEST_HISTORIES_REAL ?? 200);
/** Shorter than with the model: every request takes its real time here. */
const limits = { maxLength: 15 };
/** Histories at a time: each waits for the server most of the time. */
const lanes = 8;

/** The same history, on the same kind of server. */
const toCommand = (seed: number): string =>
  `MILLRACE_TEST_SEED=${seed} MILLRACE_TEST_HISTORIES_REAL=1 NODE_OPTIONS=--experimental-vm-modules npx jest test/e2e/simulator.test.ts --selectProjects e2e`;

afterAll(async () => {
  await createSend(servers.opensearchUrl)({ method: 'DELETE', path: `/${prefix}*` });
});

test(`keeps all laws in ${runs} histories with a real OpenSearch (MILLRACE_TEST_SEED=${firstSeed})`, async () => {
  const open = Array.from({ length: runs }, (_, i) => firstSeed + i);
  const broken: string[] = [];
  const live = async (): Promise<void> => {
    for (let seed = open.shift(); seed !== undefined && broken.length === 0; seed = open.shift()) {
      const own = `${prefix}-${seed}-`;
      const server = createOpenSearchServer(servers.opensearchUrl, own);
      const found = await simulate({ firstSeed: seed, runs: 1, isShrinking: false, limits, server, prefix: own });
      if (found) broken.push(describe(found, toCommand));
      await server.send({ method: 'DELETE', path: `/${own}*` });
    }
  };

  await Promise.all(Array.from({ length: lanes }, live));

  expect(broken).toEqual([]);
}, 600_000);
