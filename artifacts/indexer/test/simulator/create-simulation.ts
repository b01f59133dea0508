import type { Entity } from '../../src/core/entity.ts';
import type { SendRequest } from '../../src/flow/send-request.ts';
import { applyStep } from './apply-step.ts';
import { createLaws, type Document, type Laws } from './check-laws.ts';
import type { Clock } from './create-clock.ts';
import { createNetwork, noFaults } from './create-network.ts';
import { createRandom } from './create-random.ts';
import { createStreams, type Streams } from './create-streams.ts';
import { createLambda, type Lambda, type WorldParts } from './create-world.ts';
import { bigLength, type EntityName, toDocumentId } from './expected-document.ts';
import type { History } from './history.ts';
import { createToolbox, type Toolbox, tableName } from './run-tool.ts';
import type { Subject } from './subject.ts';
import { createDeletionsTable } from './tables/create-deletions-table.ts';
import { createFailedInvocations } from './tables/create-failed-invocations.ts';
import { createJobsTable } from './tables/create-jobs-table.ts';
import { createLibraryTable, type LibraryTable, textOf } from './tables/create-library-table.ts';
import { createParkedTable } from './tables/create-parked-table.ts';
import { watchAliases } from './watch-aliases.ts';

/** An OpenSearch, of memory or of flesh. */
export interface Server {
  readonly send: SendRequest;
  /** What stands at these places, unrefreshed writes included. */
  readonly documents: (index: string, documentIds: readonly string[]) => Promise<ReadonlyMap<string, Document>>;
  /** So long passes that tombstones are forgotten. */
  readonly jump: () => Promise<void>;
}

export interface SimulationOptions {
  readonly history: History;
  readonly clock: Clock;
  readonly subject: Subject;
  readonly server: Server;
  readonly entities: readonly Entity[];
  /** Begins the names of all indexes. */
  readonly prefix: string;
  /** Something to be looked at when everything stands still. */
  readonly check: (run: (laws: Laws) => void | Promise<void>) => void;
  readonly failed: (error: unknown) => void;
  readonly trace: (line: string) => void;
}

/** Everything that lives in a history, put together. */
export interface Simulation {
  readonly laws: Laws;
  readonly world: WorldParts;
  readonly streams: Streams;
  readonly lambda: Lambda;
  readonly toolbox: Toolbox;
  readonly table: LibraryTable;
  readonly send: SendRequest;
  readonly apply: (step: Parameters<typeof applyStep>[0], isReadable: boolean) => void;
  /** Whether nothing is under way. */
  readonly isIdle: () => boolean;
  /** Keeps new invocations from beginning. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly jump: Server['jump'];
  /** From now on without faults. */
  readonly calmDown: () => void;
}

export function createSimulation(options: SimulationOptions): Simulation {
  const { history, clock, server, entities, prefix, subject, check, failed } = options;
  const trace = (line: string): void => options.trace(`${clock.nowMs()} ${line}`);
  let isQuiet = false;
  let holds = 0;
  const faults = () => (isQuiet ? noFaults : history.faults);
  const mayBegin = () => clock.until(() => holds === 0);

  const aliases = watchAliases({ send: server.send, clock, prefix, changed: () => check((laws) => laws.searchable()) });
  const random = createRandom(history.seed, 'network');
  const network = createNetwork({ clock, random, faults, server: aliases.send, trace });
  const parked = createParkedTable();
  const failedInvocations = createFailedInvocations(tableName);
  const deletions = createDeletionsTable((deletion) => check((each) => each.kept(deletion)));
  const jobs = createJobsTable(() => streams.appendJob());
  const table: LibraryTable = createLibraryTable({
    nowMs: clock.nowMs,
    appended: (record) => {
      const id = textOf(record.dynamodb.Keys ?? {});
      trace(JSON.stringify(record));
      laws.changed(record, id, table.get(id));
      streams.append(record, id);
    },
  });
  const world: WorldParts = {
    history,
    clock,
    network,
    entities,
    table,
    parked,
    jobs,
    deletions,
    failedInvocations,
    trace,
  };
  const lambda = createLambda(world, faults, failed);
  const streams: Streams = createStreams({
    ...{ world, lambda, subject, faults, mayBegin, failed },
    acknowledged: (records, startedAtMs) => {
      trace(`acknowledged: ${records.map(({ dynamodb }) => dynamodb.SequenceNumber)}`);
      check((each) => each.acknowledged(records, startedAtMs));
    },
  });
  const indexOf = (type: EntityName): string => entities.find(({ name }) => name === type)?.index ?? '';
  const laws = createLaws({
    table,
    parked: parked.rows,
    jobs: jobs.rows,
    deletions: deletions.rows,
    nowMs: clock.nowMs,
    indexOf,
    targets: (type) => aliases.behind(`${indexOf(type)}-write`),
    searched: (type) => aliases.behind(indexOf(type)).map(({ index }) => index),
    documents: server.documents,
    isAcknowledged: streams.isAcknowledged,
    documentIdOf: (id) => (subject.toDocumentId ?? String)(toDocumentId(id)),
  });
  const toolbox = createToolbox({ world, lambda, subject, mayBegin, failed, isQuiet: () => isQuiet });
  const context = { table, bigLength, lagMs: history.options.lagMs, prefix: '' };
  return {
    ...{ laws, world, streams, lambda, toolbox, table },
    send: aliases.send,
    jump: server.jump,
    apply: (step, isReadable) => applyStep(step, { ...context, isReadable }),
    isIdle: () =>
      lambda.running() === 0 && network.inFlight() === 0 && streams.mappings.every(({ strays }) => strays() === 0),
    hold: () => {
      holds += 1;
    },
    release: () => {
      holds -= 1;
    },
    calmDown: () => {
      isQuiet = true;
    },
  };
}
