import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planGateway } from '../../local/stack/plan-processes.ts';
import { planDynamodb, planOpensearch } from '../../local/stack/plan-servers.ts';
import { runPart } from '../../local/stack/run-part.ts';
import { loadSettings, type Settings } from '../../local/stack/settings.ts';
import { waitUntilHealthy } from '../../local/stack/wait-until-healthy.ts';
import { freePorts } from '../../test/e2e/support/free-ports.ts';

export interface Servers {
  readonly settings: Settings;
  /** A folder that is gone with the servers. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/**
 * An OpenSearch and a DynamoDB Local of our own, with the settings of `make up`, on free ports and with nothing in them; with
 * the gateway of `make up` before them when it is asked for.
 */
export async function startServers({ hasGateway = false } = {}): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  const [apiPort, pagePort, dynamodbPort, opensearchPort] = await freePorts(4);
  const variables = {
    MILLRACE_DATA_DIR: join(folder, 'data'),
    MILLRACE_API_PORT: String(apiPort),
    MILLRACE_PAGE_PORT: String(pagePort),
    MILLRACE_DYNAMODB_PORT: String(dynamodbPort),
    MILLRACE_OPENSEARCH_PORT: String(opensearchPort),
  };
  const settings = loadSettings(variables);
  const env = { ...process.env, ...variables };
  const plans = [planDynamodb(settings, env), planOpensearch(settings, env)];
  if (hasGateway) plans.push(planGateway(settings, env));
  const parts = plans.flatMap((plan) => (plan.launch ? [runPart(plan, plan.launch)] : []));
  const stop = async (): Promise<void> => {
    await Promise.all(parts.map((part) => part.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { signal } = new AbortController();
    await Promise.all(parts.map((part) => waitUntilHealthy(part.plan, { part, signal })));
  } catch (error) {
    await stop();
    throw error;
  }
  return { settings, folder, stop };
}
