import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { createDynamoDb } from './adapters/dynamodb-client.ts';
import { createFailedInvocations } from './adapters/failed-invocations.ts';
import { findKeyNames } from './adapters/find-key-names.ts';
import { createJobs, createRebuildStates } from './adapters/jobs-table.ts';
import { createLogger } from './adapters/logger.ts';
import { createOpenSearch } from './adapters/open-search.ts';
import { createParkedKeys } from './adapters/parked-table.ts';
import { createPause } from './adapters/pause.ts';
import { createReadItems } from './adapters/read-items.ts';
import { createScanTable } from './adapters/scan-table.ts';
import { loadConfig } from './config.ts';
import { toTimeoutMs } from './core/deadline.ts';
import { checkEntities } from './core/entity.ts';
import { IndexerError } from './core/errors.ts';
import { parseMaintainRequest, type ToolRequest } from './core/parse-maintain-request.ts';
import { entities } from './entities/registry.ts';
import { createFindWriteTargets } from './flow/find-write-targets.ts';
import { insist, theTable } from './keeper/insist.ts';
import type { RebuildDependencies } from './keeper/rebuild/rebuild-step.ts';
import { rebuild } from './keeper/rebuild.ts';
import { type RedriveDependencies, redrive } from './keeper/redrive.ts';
import { repair } from './keeper/repair.ts';
import type { Slice } from './keeper/slice.ts';
import { addSlice, openSummary, type Summary, sumParts, type Total } from './keeper/summary.ts';
import { verify } from './keeper/verify.ts';

const config = loadConfig(process.env);
const log = createLogger(config.logLevel);
checkEntities(entities);

let remainingMs = (): number => 0;
let hasTime = (): boolean => false;
const timeoutMs = (): number => toTimeoutMs(remainingMs());
const nowMs = (): number => Date.now();
const client = createDynamoDb();
const send = createOpenSearch({ ...config, timeoutMs });
const items = { client, tableName: config.tableName, nowMs, timeoutMs };
// Some ten seconds in all: whoever waits for the tool had better hear that a server is down.
const pause = createPause({ timeoutMs, maxAttempts: 8 });
const dependencies = {
  entities,
  send,
  readItems: createReadItems(items),
  scanTable: createScanTable(items),
  findWriteTargets: createFindWriteTargets({ entities, send, pause, nowMs }),
  parkedKeys: createParkedKeys({ client, tableName: config.parkedTableName, timeoutMs }),
  jobs: createJobs({ client, tableName: config.jobsTableName, timeoutMs }),
  rebuildStates: createRebuildStates({ client, tableName: config.jobsTableName, timeoutMs }),
  failedInvocations: createFailedInvocations({ location: config.failedInvocations, timeoutMs }),
  pause,
  hasTime: () => hasTime(),
  wait: async (ms: number): Promise<void> => void (await setTimeout(Math.max(0, Math.min(ms, timeoutMs())))),
  nowMs,
  tableName: config.tableName,
  streamTimeoutMs: config.streamTimeoutMs,
  maxBulkBytes: config.maxBulkBytes,
};

/** What one step may take at its longest, and the answer after it. */
const reserveMs = 60_000;
let keyNames: readonly string[] | undefined;

/** Entry point of the keeper's tools: one slice of work, and the token with which the next invocation goes on. */
export async function handler(
  event: unknown,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<Slice | Summary | Total> {
  const startedAtMs = nowMs();
  remainingMs = () => context.getRemainingTimeInMillis();
  try {
    const parsed = parseMaintainRequest(event);
    if (parsed.action === 'sum') return sumParts(parsed);
    const { sliceMs = Number.POSITIVE_INFINITY, maxFindings, ...request } = parsed;
    hasTime = () => nowMs() - startedAtMs < sliceMs && remainingMs() > reserveMs;
    keyNames ??= await insist(theTable, () => findKeyNames(items), dependencies);
    const slice = await runSlice(request, maxFindings, { ...dependencies, keyNames });
    const { counts, progress, isDone } = slice;
    log.info({ action: request.action, isDone, counts, progress, milliseconds: nowMs() - startedAtMs }, 'maintain');
    return slice;
  } catch (error) {
    log.error({ err: error }, 'maintain failed');
    // Whoever invokes a function hears an error's name and message, never its other members.
    if (error instanceof IndexerError) error.name = error.code;
    throw error;
  }
}

type Tools = RedriveDependencies & RebuildDependencies;

async function runSlice(request: ToolRequest, maxFindings: number | undefined, tools: Tools): Promise<Slice | Summary> {
  if (maxFindings === undefined) return runTool(request, tools);
  const { resume, sums } = openSummary(request.resume);
  const slice = await runTool({ ...request, ...(resume !== undefined && { resume }) }, tools);
  return addSlice(sums, slice, maxFindings);
}

function runTool(request: ToolRequest, tools: Tools): Promise<Slice> {
  switch (request.action) {
    case 'verify':
      return verify(request, tools);
    case 'repair':
      return repair(request, tools);
    case 'redrive':
      return redrive(request, tools);
    case 'rebuild':
      return rebuild(request, tools);
  }
}
