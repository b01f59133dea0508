import type { Status as Lag } from '../../artifacts/indexer/src/core/to-status.ts';
import type { MappingStatus } from '../stream/to-mapping-status.ts';
import type { OpenWork } from './count-open-work.ts';
import type { Inspected } from './inspect-stack.ts';
import { partTitles } from './part-titles.ts';
import { renderFailure } from './render-failure.ts';
import type { PartName, PartReport } from './stack-state.ts';

/** One entity: what the table holds of it, and what a search of its index finds. Undefined: could not be counted. */
export interface EntityCount {
  readonly entity: string;
  readonly index: string;
  readonly items: number | undefined;
  readonly documents: number | undefined;
}

export interface StatusInput {
  readonly inspected: Inspected;
  /** Whether each part answers right now. */
  readonly answering: ReadonlyMap<PartName, boolean>;
  readonly counts: readonly EntityCount[];
  readonly stream: MappingStatus | undefined;
  /** The mapping of the table `jobs`. */
  readonly jobs: MappingStatus | undefined;
  /** Undefined: could not be counted. */
  readonly openWork: OpenWork | undefined;
  /** What `GET /status` answers; undefined: nothing that can be used. */
  readonly lag: Pick<Lag, 'heartbeatAt' | 'lagSeconds'> | undefined;
  /** Batches in `failed-invocations/`: given up, now or in an earlier run. */
  readonly givenUpBatches: number;
  readonly nowMs: number;
}

export interface Status {
  readonly text: string;
  readonly isUp: boolean;
}

/** A mapping writes its status every five seconds at the latest. */
const longestSilenceMs = 15_000;
/** A heartbeat is a minute old before the next one comes, and that one takes its few seconds. */
const longestLagSeconds = 75;

/** Each part, how far the index is behind the table, and, when the stack is down, why. */
export function renderStatus(input: StatusInput): Status {
  const { inspected } = input;
  if (inspected.kind === 'absent') return { isUp: false, text: 'Millrace is not running.\nRemedy: make up\n' };
  const { state } = inspected;
  if (inspected.kind === 'abandoned') {
    const reason = 'The supervisor was killed; its parts have stopped with it. Nothing stored is lost.';
    return { isUp: false, text: `Millrace is not running. ${reason}\nRemedy: make up\n` };
  }
  if (inspected.kind === 'ended') {
    const why = state.failure ? `\n${renderFailure(state.failure)}` : ' It was stopped.\nRemedy: make up\n';
    return { isUp: false, text: `Millrace is not running.${why}` };
  }
  const isUp = state.state === 'running' && state.parts.every((part) => isPartUp(part, input));
  const parts = state.parts.map((part) => renderPart(part, input));
  return { isUp, text: `${[`Millrace is ${state.state}.`, '', ...parts, '', ...renderIndex(input)].join('\n')}\n` };
}

function isPartUp({ name, state }: PartReport, { answering }: StatusInput): boolean {
  return (state === 'up' || state === 'external') && answering.get(name) !== false;
}

function renderPart(part: PartReport, input: StatusInput): string {
  const { name, address, state, process } = part;
  const isSilent = (state === 'up' || state === 'external') && !isPartUp(part, input);
  const shown = isSilent ? 'does not answer' : state === 'external' ? 'up, not ours' : state;
  return `${partTitles[name].padEnd(20)} ${shown.padEnd(16)} ${process ? `pid ${process.pid}`.padEnd(12) : ' '.repeat(12)} ${address}`;
}

function renderIndex(input: StatusInput): readonly string[] {
  const { counts, stream, givenUpBatches, nowMs } = input;
  const rows = counts.map(({ entity, index, items, documents }) => {
    const behind = items === undefined || documents === undefined ? undefined : items - documents;
    const verdict =
      behind === undefined
        ? 'unknown'
        : behind === 0
          ? 'equal'
          : `${number(Math.abs(behind))} ${behind > 0 ? 'missing' : 'too many'}`;
    return `${`${entity} → ${index}`.padEnd(24)} ${number(items).padStart(9)} ${number(documents).padStart(11)}   ${verdict}`;
  });
  const head = `${'table → index'.padEnd(24)} ${'items'.padStart(9)} ${'documents'.padStart(11)}   behind`;
  return [
    ...(rows.length > 0 ? [head, ...rows] : []),
    renderStream(stream, nowMs),
    renderLag(input.lag),
    ...renderOpenWork(input),
    ...renderGivenUp(givenUpBatches),
  ];
}

function renderStream(stream: MappingStatus | undefined, nowMs: number): string {
  if (!stream) return 'The stream has not reported yet.';
  const silentMs = nowMs - Date.parse(stream.updatedAt);
  if (silentMs > longestSilenceMs) return `The stream has not reported for ${seconds(silentMs)}.`;
  const lag = stream.caughtUp
    ? 'The index has caught up with the stream.'
    : `The index is behind the stream; its oldest change waits since ${seconds(stream.oldestPendingAgeMs)}.`;
  return `${lag} ${number(stream.recordsDone)} records done since the start.${renderErrors(stream)}`;
}

function renderLag(lag: StatusInput['lag']): string {
  if (!lag)
    return 'How old the newest heartbeat is that a search finds could not be asked: GET /status does not answer.';
  if (lag.heartbeatAt === null) return 'No search finds a heartbeat yet; one is written every minute.';
  const isBehind = (lag.lagSeconds ?? 0) > longestLagSeconds ? ' The index is behind.' : '';
  return `The newest heartbeat that a search finds is ${number(lag.lagSeconds ?? undefined)} s old; one is written every minute.${isBehind}`;
}

function renderErrors(stream: MappingStatus | undefined): string {
  const errors = (stream?.shards ?? []).flatMap(({ lastError }) => lastError ?? []);
  return errors.map((error) => ` Last error: ${error}`).join('');
}

function renderOpenWork({ openWork, jobs }: StatusInput): readonly string[] {
  if (!openWork) return ['What is parked and which jobs are open could not be counted.'];
  const lines: string[] = [];
  if (openWork.parked > 0) {
    const are = openWork.parked === 1 ? 'place is' : 'places are';
    lines.push(`${number(openWork.parked)} ${are} parked, as OpenSearch refuses the document. Try again: make redrive`);
  }
  if (openWork.jobs > 0) {
    const are = openWork.jobs === 1 ? 'job is' : 'jobs are';
    lines.push(`${number(openWork.jobs)} ${are} open: changes on the way into many documents.${renderErrors(jobs)}`);
  }
  if (openWork.isRebuilding)
    lines.push('A rebuild is not finished. To go on, or to hear what it waits for: make rebuild');
  return lines;
}

function renderGivenUp(batches: number): readonly string[] {
  if (batches === 0) return [];
  return [
    `${number(batches)} ${batches === 1 ? 'batch was' : 'batches were'} given up: see failed-invocations/ in the data folder. Try again: make redrive`,
  ];
}

const number = (value: number | undefined) => (value === undefined ? '?' : value.toLocaleString('en-US'));
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
