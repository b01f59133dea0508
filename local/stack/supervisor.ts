import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { buildBeat } from '../heartbeat/build-beat.ts';
import { runHeartbeat } from '../heartbeat/run-heartbeat.ts';
import { systemClock } from '../stream/clock.ts';
import { claimStack } from './claim-stack.ts';
import { createIndexes } from './create-indexes.ts';
import { createDynamodbClient } from './dynamodb-client.ts';
import { ensureTable, planTables } from './ensure-table.ts';
import { planGateway, planPage, planStream } from './plan-processes.ts';
import { planDynamodb, planOpensearch } from './plan-servers.ts';
import { identifyProcess, type ProcessIdentity } from './process-identity.ts';
import { runStack, type StackChange } from './run-stack.ts';
import { loadSettings, type Settings, SettingsError } from './settings.ts';
import { StackError } from './stack-error.ts';
import { type Failure, type StackState, writeStackState } from './stack-state.ts';

// The process behind a running stack: `make up` starts it and goes, `make down` sends it SIGTERM. It owns all parts and
// writes `stack.json`; its own output is `logs/stack.log`.

function log(message: string): void {
  process.stdout.write(`${new Date().toISOString()} ${message}\n`);
}

/** The signal ends the heartbeat. */
function planStack(settings: Settings, signal: AbortSignal) {
  const env = process.env;
  const dynamodb = planDynamodb(settings, env);
  const opensearch = planOpensearch(settings, env);
  const client = createDynamodbClient(settings);
  return [
    {
      ...dynamodb,
      prepare: async () => {
        await ensureTables(client, settings);
        void startHeartbeat(client, settings, signal);
      },
    },
    { ...opensearch, prepare: () => createIndexes(settings, log) },
    planGateway(settings, env),
    planStream(settings, env),
    planPage(settings, env),
  ];
}

async function ensureTables(client: DynamoDBClient, settings: Settings): Promise<void> {
  await Promise.all(planTables(settings).map((plan) => ensureTable(client, plan)));
}

/** What EventBridge Scheduler does on AWS. Never rejects. */
function startHeartbeat(client: DynamoDBClient, { tableName }: Settings, signal: AbortSignal): Promise<void> {
  const write = async (dueAtMs: number): Promise<void> => {
    await client.send(new UpdateItemCommand(buildBeat(tableName, dueAtMs)));
  };
  return runHeartbeat({ write, clock: systemClock, log, signal });
}

/** Writes each change to `stack.json`, and what is new in it to the log. */
function createReporter(settings: Settings, supervisor: ProcessIdentity) {
  let last: StackChange = { state: 'starting', parts: [] };
  const write = (state: StackState['state'], parts: StackState['parts'], failure?: Failure) => {
    const rest = failure && { failure };
    try {
      writeStackState(settings, { format: 1, state, supervisor, changedAt: Date.now(), parts, ...rest });
    } catch (error) {
      // A full disk must not take down what still runs.
      log(`stack.json cannot be written: ${error}`);
    }
  };
  return {
    change: (change: StackChange) => {
      for (const part of change.parts) {
        if (last.parts.find(({ name }) => name === part.name)?.state !== part.state) {
          log(`${part.name}: ${part.state}${part.upAfterMs === undefined ? '' : ` after ${part.upAfterMs} ms`}`);
        }
      }
      if (last.state !== change.state) log(`stack: ${change.state}`);
      last = change;
      write(change.state, change.parts);
    },
    end: (failure: Failure | undefined) => {
      log(failure ? `stack: failed: ${failure.reason} ${failure.remedy}` : 'stack: stopped');
      for (const line of failure?.lastLines ?? []) log(`  | ${line}`);
      const parts = last.parts.map((part) =>
        part.state === 'external' ? part : { ...part, state: 'stopped' as const },
      );
      write(failure ? 'failed' : 'stopped', parts, failure);
    },
  };
}

async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const self = identifyProcess(process.pid);
  if (!self) throw new Error('Expected to find this process in the process table.');
  const release = claimStack(settings, self);
  const reporter = createReporter(settings, self);
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const beating = new AbortController();
  void stopRequested.then(() => beating.abort());
  const failure = await runStack({
    plans: planStack(settings, beating.signal),
    stopOrder: [['page'], ['gateway'], ['stream'], ['dynamodb', 'opensearch']],
    stopRequested,
    onChange: reporter.change,
  });
  beating.abort();
  reporter.end(failure);
  release();
  process.exit(failure ? 1 : 0);
}

main().catch((error: unknown) => {
  log(error instanceof StackError || error instanceof SettingsError ? error.message : String(error));
  process.exit(1);
});
