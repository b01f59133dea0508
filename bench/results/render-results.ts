import type { Contender } from '../contenders/list-contenders.ts';
import type { BatchResult } from '../contenders/open-contender.ts';
import { sumOf, type Wrong } from './compare-index.ts';
import type { Result } from './run-round.ts';
import { describeMachine, medianOf, renderTable, show } from './summarize.ts';

interface Ports {
  readonly opensearchPort: number;
  readonly dynamodbPort: number;
}

const head = [
  '',
  'records/s (quartiles)',
  'of the limit',
  'requests per 1,000 records',
  'CPU µs a record (first batch)',
  'load ms',
  'errors',
  'documents wrong',
];

/** Medians over all batches of all rounds; of what is wrong the worst round. */
export function renderResults(contenders: readonly Contender[], results: readonly Result[], ports: Ports): string {
  const resultsOf = (contender: Contender | undefined) => results.filter((result) => result.contender === contender);
  const limit = medianOf(toSpeeds(resultsOf(contenders[0])));
  const rows = contenders.flatMap((contender) => {
    const own = resultsOf(contender);
    return own.length === 0 ? [] : [renderRow(own, { limit, ports })];
  });
  return `${describeMachine()}\n\n${renderTable(head, rows)}`;
}

function renderRow(own: readonly Result[], { limit, ports }: { limit: number; ports: Ports }): readonly string[] {
  const speeds = toSpeeds(own).sort((a, b) => a - b);
  const speed = medianOf(speeds);
  const at = (share: number) => show(speeds[Math.floor(share * (speeds.length - 1))] ?? 0);
  const asked = (port: number) => medianOf(own.map(({ batches }) => requestsPerThousand(batches, port)));
  const reads = asked(ports.dynamodbPort);
  const micros = (batches: readonly BatchResult[]) => medianOf(batches.map((batch) => batch.cpuMicros / batch.records));
  return [
    own[0]?.contender.name ?? '',
    `${show(speed)} (${at(0.25)}–${at(0.75)})`,
    show(speed / limit, 2),
    show(asked(ports.opensearchPort), 1) + (reads > 0 ? ` + ${show(reads, 1)} to DynamoDB` : ''),
    `${show(micros(own.flatMap(({ batches }) => batches)))} (${show(micros(own.flatMap(({ batches }) => batches.slice(0, 1))))})`,
    show(medianOf(own.map(({ loadMs }) => loadMs))),
    show(Math.max(...own.map(({ batches }) => batches.reduce((sum, { errors }) => sum + errors, 0)))),
    describeWrong(own.map(({ wrong }) => wrong)),
  ];
}

function toSpeeds(results: readonly Result[]): number[] {
  return results.flatMap(({ batches }) => batches.map(({ records, ms }) => (records / ms) * 1_000));
}

function requestsPerThousand(batches: readonly BatchResult[], port: number): number {
  const records = batches.reduce((sum, batch) => sum + batch.records, 0);
  return ((batches.at(-1)?.requests[port] ?? 0) * 1_000) / records;
}

function describeWrong(all: readonly Wrong[]): string {
  const worst = [...all].sort((a, b) => sumOf(b) - sumOf(a))[0];
  if (!worst || sumOf(worst) === 0) return '**0**';
  const parts = Object.entries(worst).flatMap(([kind, count]) => (count > 0 ? [`${show(count)} ${kind}`] : []));
  return `**${show(sumOf(worst))}**: ${parts.join(', ')}`;
}
