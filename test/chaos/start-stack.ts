import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIndexes } from '../../local/stack/create-indexes.ts';
import { openDataDir } from '../../local/stack/data-dir.ts';
import { createDynamodbClient } from '../../local/stack/dynamodb-client.ts';
import { ensureTable, planTables } from '../../local/stack/ensure-table.ts';
import type { PartPlan } from '../../local/stack/part.ts';
import { planGateway, planPage, planStream } from '../../local/stack/plan-processes.ts';
import { planDynamodb, planOpensearch } from '../../local/stack/plan-servers.ts';
import { signalProcess } from '../../local/stack/process-identity.ts';
import { type RunningPart, runPart } from '../../local/stack/run-part.ts';
import { loadSettings, type Settings } from '../../local/stack/settings.ts';
import type { PartName } from '../../local/stack/stack-state.ts';
import { waitUntilHealthy } from '../../local/stack/wait-until-healthy.ts';
import { freePorts } from '../e2e/support/free-ports.ts';

/**
 * The processes that `make up` starts, on free ports and in an empty folder; but without its supervisor, to which the death
 * of a part is the end of all, and without the page, until it is started.
 */
export interface ChaosStack {
  readonly settings: Settings;
  readonly root: string;
  /** Undefined while the part does not run. */
  readonly pidOf: (name: PartName) => number | undefined;
  /** As a crash does it: by SIGKILL. */
  readonly kill: (name: PartName) => Promise<void>;
  /** Starts a part that does not run; resolves when it answers. */
  readonly start: (name: PartName) => Promise<void>;
  /** Makes what is missing of the indexes, as `make up` does. */
  readonly createIndexes: () => Promise<void>;
  /** Parts that died although nobody killed them. */
  readonly died: () => readonly PartName[];
  /** Stops what runs and removes what is stored. */
  readonly end: () => Promise<void>;
}

const memoryFolder = '/dev/shm';
const neededBytes = 2 * 1_024 ** 3;
const stopOrder: readonly PartName[] = ['page', 'gateway', 'stream', 'opensearch', 'dynamodb'];

export async function startStack(): Promise<ChaosStack> {
  const root = mkdtempSync(join(chooseFolder(), 'millrace-chaos-'));
  // Whatever ends this process: the parts end with it, by the pipe they hold, and the folder goes here.
  const clear = () => rmSync(root, { recursive: true, force: true });
  process.once('exit', clear);
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)
    process.once(signal, () => process.exit(status));
  const env = await toEnvironment(root);
  const settings = loadSettings(env);
  openDataDir(settings);
  const plans = [planDynamodb(settings, env), planOpensearch(settings, env)];
  const parts = createParts([...plans, planGateway(settings, env), planStream(settings, env), planPage(settings, env)]);
  const prepareIndexes = () => createIndexes(settings, () => {});
  await Promise.all([parts.start('dynamodb'), parts.start('opensearch')]);
  const client = createDynamodbClient(settings);
  await Promise.all([prepareIndexes(), ...planTables(settings).map((plan) => ensureTable(client, plan))]);
  await Promise.all([parts.start('gateway'), parts.start('stream')]);
  return {
    ...parts,
    ...{ settings, root, createIndexes: prepareIndexes },
    end: async () => {
      for (const name of stopOrder) await parts.stop(name);
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/**
 * Memory, where a system offers it as a folder: DynamoDB Local syncs every single write, which on a disk would leave little of
 * the load. What is killed here are processes, never the machine.
 */
function chooseFolder(): string {
  if (!existsSync(memoryFolder)) return tmpdir();
  const { bavail, bsize } = statfsSync(memoryFolder);
  return bavail * bsize >= neededBytes ? memoryFolder : tmpdir();
}

async function toEnvironment(root: string): Promise<Readonly<Record<string, string | undefined>>> {
  const [apiPort, pagePort, dynamodbPort, opensearchPort] = await freePorts(4);
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MILLRACE_'));
  return {
    ...Object.fromEntries(inherited),
    NODE_OPTIONS: '',
    MILLRACE_DATA_DIR: join(root, 'data'),
    MILLRACE_API_PORT: String(apiPort),
    MILLRACE_PAGE_PORT: String(pagePort),
    MILLRACE_DYNAMODB_PORT: String(dynamodbPort),
    MILLRACE_OPENSEARCH_PORT: String(opensearchPort),
  };
}

function createParts(plans: readonly PartPlan[]) {
  const running = new Map<PartName, RunningPart>();
  const died: PartName[] = [];
  const take = (name: PartName): RunningPart | undefined => {
    const part = running.get(name);
    running.delete(name);
    return part;
  };
  return {
    pidOf: (name: PartName) => running.get(name)?.process?.pid,
    died: () => died,
    start: async (name: PartName): Promise<void> => {
      const plan = plans.find((one) => one.name === name);
      if (!plan?.launch || running.has(name)) throw new Error(`Expected a part to start, got \`${name}\`.`);
      const part = runPart(plan, plan.launch);
      running.set(name, part);
      void part.exited.then(() => {
        // Still among those that run: nobody asked for its end.
        if (running.get(name) === part) died.push(name);
      });
      await waitUntilHealthy(plan, { part, signal: new AbortController().signal });
    },
    kill: async (name: PartName): Promise<void> => {
      const part = take(name);
      if (part?.process) signalProcess(part.process, 'SIGKILL');
      await part?.exited;
    },
    stop: async (name: PartName): Promise<void> => take(name)?.stop(),
  };
}
