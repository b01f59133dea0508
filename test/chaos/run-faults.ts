import { logPath } from '../../local/stack/plan-servers.ts';
import { createApiClient } from '../e2e/support/call-api.ts';
import { openBatchLog } from './batch-log.ts';
import type { Fault, FaultContext } from './fault.ts';
import { diskFull } from './faults/disk-full.ts';
import { hotKey } from './faults/hot-key.ts';
import { indexDeleted } from './faults/index-deleted.ts';
import { indexerKilled } from './faults/indexer-killed.ts';
import { mappingConflict } from './faults/mapping-conflict.ts';
import { opensearchKilled } from './faults/opensearch-killed.ts';
import { poisonRecords } from './faults/poison.ts';
import { renamedAuthor } from './faults/rename.ts';
import { judge } from './judge.ts';
import { createLedger } from './ledger.ts';
import { renderReport, renderRow } from './render-report.ts';
import type { Row } from './row.ts';
import { runTool } from './run-tool.ts';
import type { ChaosStack } from './start-stack.ts';
import { type Load, startLoad } from './write-load.ts';
import { writeReport } from './write-report.ts';

/** In this order the later ones do not have to carry the many items of the earlier ones. */
const all: readonly Fault[] = [
  opensearchKilled,
  diskFull,
  indexerKilled,
  mappingConflict,
  hotKey,
  poisonRecords,
  indexDeleted,
  renamedAuthor,
];

/** Runs the faults whose names hold one of the given texts; all of them when there is none. True when all went well. */
export async function runFaults(stack: ChaosStack, wanted: readonly string[]): Promise<boolean> {
  const faults = all.filter(({ name }) => wanted.length === 0 || wanted.some((text) => name.includes(text)));
  if (faults.length === 0) throw new Error(`Expected a part of a fault's name, got ${wanted.join(', ')}.`);
  const { settings } = stack;
  const ledger = createLedger();
  const log = openBatchLog(logPath(settings, 'stream'));
  const api = createApiClient(`http://127.0.0.1:${settings.apiPort}`);
  const context: FaultContext = {
    ...{ stack, api, ledger, log },
    startLoad: () => startLoad(api, ledger),
    runTool: (command) => runTool(settings, command),
  };
  const startedMs = Date.now();
  const rows: Row[] = [];
  for (const fault of faults) {
    const row = await runFault(fault, context);
    rows.push(row);
    process.stdout.write(`${renderRow(row)}\n`);
  }
  log.close();
  const isWell = rows.every(({ problems }) => problems.length === 0);
  const seconds = (Date.now() - startedMs) / 1_000;
  process.stdout.write(`chaos: ${isWell ? 'nothing lost, all equal' : 'FAILED'} (${Math.round(seconds)} s)\n`);
  if (faults.length === all.length) writeReport(renderReport(rows, { seconds, atMs: startedMs }));
  return isWell;
}

const unjudged = { equalAfterSeconds: undefined, verified: 2, items: 0, lost: Number.NaN, different: Number.NaN };

const toProblem = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

async function runFault(fault: Fault, context: FaultContext): Promise<Row> {
  const { ledger, log, stack } = context;
  log.take();
  const before = { writes: ledger.acknowledged(), refusals: ledger.refusals().length };
  const startedMs = Date.now();
  const loads: Load[] = [];
  const startLoad = (): Load => {
    const load = context.startLoad();
    loads.push(load);
    return load;
  };
  const { did, problems } = await fault
    .inject({ ...context, startLoad })
    .catch((error: unknown) => ({ did: 'broke off', problems: [toProblem(error)] }));
  // A fault that broke off has stopped none.
  await Promise.all(loads.map((load) => load.stop()));
  const judgement = await judge(context).catch((error: unknown) => ({ ...unjudged, problems: [toProblem(error)] }));
  const refused = ledger.refusals().slice(before.refusals);
  return {
    name: fault.name,
    did,
    writes: ledger.acknowledged() - before.writes,
    sums: log.take(),
    ...judgement,
    seconds: (Date.now() - startedMs) / 1_000,
    problems: [
      ...problems,
      ...judgement.problems,
      ...(refused.length > 0 ? [`Expected every write to be taken, got ${refused.length} refused: ${refused[0]}`] : []),
      ...stack.died().map((part) => `Expected ${part} to live, got a dead one.`),
    ],
  };
}
