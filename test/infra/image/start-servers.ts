import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { searchEnvironment } from '../../../local/function/function-environment.ts';
import { createDynamodbClient } from '../../../local/stack/dynamodb-client.ts';
import { ensureTable, planTables, type TableNames } from '../../../local/stack/ensure-table.ts';
import type { PartPlan } from '../../../local/stack/part.ts';
import { planDynamodb, planOpensearch } from '../../../local/stack/plan-servers.ts';
import { type RunningPart, runPart } from '../../../local/stack/run-part.ts';
import { loadSettings } from '../../../local/stack/settings.ts';
import { freePorts } from '../../e2e/support/free-ports.ts';

export interface LocalServers {
  readonly dynamodb: DynamoDBClient;
  readonly opensearchUrl: string;
  readonly tableNames: TableNames;
  /** For any function of the image: the search's, which has one more; without what only the local stack needs. */
  readonly variables: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** DynamoDB Local with the tables and an OpenSearch without any index, as they are before the first deployment's bootstrap. */
export async function startServers(folder: string): Promise<LocalServers> {
  const [dynamodbPort, opensearchPort] = await freePorts(2);
  const settings = loadSettings({
    MILLRACE_DATA_DIR: mkdtempSync(join(folder, 'servers-')),
    MILLRACE_DYNAMODB_PORT: String(dynamodbPort),
    MILLRACE_OPENSEARCH_PORT: String(opensearchPort),
  });
  const env = { ...process.env, NODE_OPTIONS: '' };
  const parts = await Promise.all([planDynamodb(settings, env), planOpensearch(settings, env)].map(start));
  const dynamodb = createDynamodbClient(settings);
  for (const plan of planTables(settings)) await ensureTable(dynamodb, plan);
  const { NODE_OPTIONS: _, ...variables } = searchEnvironment(settings);
  return {
    dynamodb,
    opensearchUrl: settings.opensearchUrl,
    tableNames: settings,
    variables,
    stop: async () => {
      dynamodb.destroy();
      await Promise.all(parts.map((part) => part.stop()));
      rmSync(settings.dataDir, { recursive: true, force: true });
    },
  };
}

async function start(plan: PartPlan): Promise<RunningPart> {
  if (!plan.launch) throw new Error(`Expected ${plan.title} to be ours to start.`);
  const part = runPart(plan, plan.launch);
  let hasEnded = false;
  void part.exited.then(() => {
    hasEnded = true;
  });
  for (const deadline = Date.now() + plan.startTimeoutMs; !(await plan.isHealthy()); await sleep(200)) {
    if (hasEnded || Date.now() > deadline) throw new Error(`Expected ${plan.title} to start; see ${plan.logPath}.`);
  }
  return part;
}
