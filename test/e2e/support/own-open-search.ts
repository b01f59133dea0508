import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { planOpensearch } from '../../../local/stack/plan-servers.ts';
import { runPart } from '../../../local/stack/run-part.ts';
import { loadSettings } from '../../../local/stack/settings.ts';
import { freePorts } from './free-ports.ts';

/** An OpenSearch that a test may starve or stop, as no other test sees it. */
export async function startOwnOpenSearch() {
  const [port] = await freePorts(1);
  const dataDir = mkdtempSync(join(tmpdir(), 'millrace-opensearch-'));
  const settings = loadSettings({ MILLRACE_DATA_DIR: dataDir, MILLRACE_OPENSEARCH_PORT: String(port) });
  const plan = planOpensearch(settings, { ...process.env, NODE_OPTIONS: '' });
  if (!plan.launch) throw new Error('Expected an OpenSearch of our own.');
  const part = runPart(plan, plan.launch);
  const state = { hasEnded: false };
  void part.exited.then(() => {
    state.hasEnded = true;
  });
  for (const deadline = Date.now() + plan.startTimeoutMs; !(await plan.isHealthy()); await sleep(200)) {
    if (state.hasEnded || Date.now() > deadline) throw new Error(`Expected OpenSearch to start; see ${plan.logPath}.`);
  }
  return {
    url: settings.opensearchUrl,
    stop: part.stop,
    end: async () => {
      await part.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
