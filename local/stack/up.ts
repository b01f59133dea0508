import { join } from 'node:path';
import { renderSummary } from '../seed/render-summary.ts';
import { isLoadUnfinished, seedFile } from '../seed/seed-file.ts';
import { checkPorts } from './check-ports.ts';
import { checkRoom, measureRoom } from './check-room.ts';
import { isTableEmpty } from './count-items.ts';
import { curlLines } from './curl-lines.ts';
import { openDataDir } from './data-dir.ts';
import { createDynamodbClient } from './dynamodb-client.ts';
import { followStart } from './follow-start.ts';
import { endLeftovers, inspectStack, stopSupervisor } from './inspect-stack.ts';
import { launchSupervisor } from './launch-supervisor.ts';
import { partTitles } from './part-titles.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { renderFailure } from './render-failure.ts';
import { runVerb } from './run-verb.ts';
import { pageUrl, projectRoot, type Settings } from './settings.ts';
import { StackError } from './stack-error.ts';
import type { PartReport, StackState } from './stack-state.ts';
import { waitForIndex } from './wait-for-index.ts';

// `make up`: checks the machine, starts the supervisor, follows it until all is up, loads the sample into an empty table.
// `--without-sample` leaves the table as it is.

const samplePath = join(projectRoot, 'local', 'sample', 'books.ndjson.gz');
const print = (text: string) => void process.stdout.write(text);
const apiUrl = (settings: Settings) => `http://127.0.0.1:${settings.apiPort}`;

await runVerb(async ({ settings, signal }) => {
  const inspected = inspectStack(settings);
  const isAlive = inspected.kind === 'alive' && inspected.state.state !== 'stopping';
  if (isAlive && inspected.state.state === 'running') return tellRunning(inspected.state, settings);
  let supervisor = isAlive ? inspected.state.supervisor : await launch(settings);
  let start = await followStart(settings, { supervisor, signal, onPart: tellPart });
  const present = inspectStack(settings);
  if (start.kind === 'failed' && present.kind === 'alive') {
    // Of two that were started at the same moment one goes, and both follow the other.
    supervisor = present.state.supervisor;
    start = await followStart(settings, { supervisor, signal, onPart: tellPart });
  }
  if (start.kind === 'failed') {
    process.stderr.write(`${renderFailure(start.failure)}Nothing is left running; what was stored is kept.\n`);
    return 1;
  }
  if (start.kind === 'interrupted') return tellInterrupted();
  return loadSample(settings, { supervisor, signal });
});

async function launch(settings: Settings): Promise<ProcessIdentity> {
  const inspected = inspectStack(settings);
  if (inspected.kind === 'alive') await stopSupervisor(inspected.state.supervisor);
  openDataDir(settings);
  await endLeftovers(inspected);
  await checkPorts(settings);
  if (settings.ownDynamodb || settings.ownOpensearch) {
    for (const warning of checkRoom(measureRoom(settings), settings)) process.stderr.write(`Warning: ${warning}\n`);
  }
  print('Starting …\n');
  return launchSupervisor(settings);
}

async function loadSample(
  settings: Settings,
  { supervisor, signal }: { readonly supervisor: ProcessIdentity; readonly signal: AbortSignal },
): Promise<number> {
  let exitCode = 0;
  if (!process.argv.includes('--without-sample') && (await isSampleWanted(settings))) {
    const report = await seedFile({ path: samplePath, dataDir: settings.dataDir, apiUrl: apiUrl(settings), signal });
    if (report.end === 'interrupted') {
      await stopSupervisor(supervisor);
      return tellInterrupted();
    }
    print(renderSummary(report, 'make up'));
    if (!(await waitForIndex(settings, { sinceMs: Date.now(), signal })))
      print('The index is still behind: make status\n');
    exitCode = report.end === 'done' && report.progress.refused === 0 ? 0 : 1;
  }
  print(`\nMillrace is up: ${pageUrl(settings)}\n${renderCurlLines(settings)}\nOther verbs: make help\n`);
  return exitCode;
}

async function isSampleWanted(settings: Settings): Promise<boolean> {
  const client = createDynamodbClient(settings);
  if (await isTableEmpty(client, settings.tableName)) return true;
  return isLoadUnfinished({ path: samplePath, dataDir: settings.dataDir, apiUrl: apiUrl(settings) });
}

function tellPart({ name, address, upAfterMs = 0, state }: PartReport): void {
  const took = state === 'external' ? 'in use, not ours' : `up after ${(upAfterMs / 1_000).toFixed(1)} s`;
  print(`${partTitles[name].padEnd(20)} ${took.padEnd(18)} ${address}\n`);
}

function tellRunning(state: StackState, settings: Settings): number {
  const gateway = state.parts.find(({ name }) => name === 'gateway');
  if (gateway && gateway.address !== apiUrl(settings)) {
    throw new StackError(
      `Expected no stack to run on the data in ${settings.dataDir}, got one at ${gateway.address}.`,
      'Stop it: make down. Or run a second one on other data: MILLRACE_DATA_DIR=<folder> make up',
    );
  }
  print('Millrace is running already.\n');
  for (const part of state.parts) tellPart(part);
  print(`\n${pageUrl(settings)}\n${renderCurlLines(settings)}`);
  return 0;
}

function renderCurlLines(settings: Settings): string {
  return `\nOr in a shell:\n\n${curlLines(apiUrl(settings)).join('\n')}\n`;
}

function tellInterrupted(): number {
  print('Interrupted: everything is stopped; what was stored is kept.\n');
  return 130;
}
