import { availableParallelism, totalmem } from 'node:os';
import type { Row } from './row.ts';

const gibibyte = 1_024 ** 3;

const count = (value: number): string => value.toLocaleString('en-US');
const seconds = (value: number | undefined): string => (value === undefined ? 'never' : `${value.toFixed(1)} s`);

/** One row for whoever watches. */
export function renderRow({ name, did, writes, sums, equalAfterSeconds, verified, problems, ...row }: Row): string {
  const { records, applied, repaired, superseded, parked, redelivered } = sums;
  return [
    `${problems.length === 0 ? 'passed' : 'FAILED'}: ${name} (${seconds(row.seconds)})`,
    `  ${did}`,
    `  ${count(writes)} writes, ${count(records)} records: ${count(applied)} applied, ${count(repaired)} repaired, ` +
      `${count(superseded)} superseded, ${count(parked)} parked; ${redelivered} deliveries repeated`,
    `  through after ${seconds(equalAfterSeconds)}; ${row.lost} lost, ${row.different} different of ${count(row.items)} items; verify ${verified}`,
    ...problems.map((problem) => `  ! ${problem}`),
  ].join('\n');
}

const heads = [
  ...['fault', 'what was done, and what came of it', 'writes', 'lost', 'different', 'items', '`make verify`'],
  ...['records', 'applied', 'repaired', 'superseded', 'parked', 'deliveries repeated', 'through after'],
];

/** The table, with when and on what it was measured: no names of machines, no paths. */
export function renderReport(rows: readonly Row[], run: { readonly seconds: number; readonly atMs: number }): string {
  const lines = rows.map((row) => {
    const { records, applied, repaired, superseded, parked, redelivered } = row.sums;
    const numbers = [records, applied, repaired, superseded, parked, redelivered].map(count);
    const name = row.problems.length === 0 ? row.name : `**FAILED** ${row.name}`;
    const found = [row.lost, row.different, row.items].map(count);
    const verdict = row.verified === 0 ? 'equal' : `exit ${row.verified}`;
    return [name, row.did, count(row.writes), ...found, verdict, ...numbers, seconds(row.equalAfterSeconds)];
  });
  const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / gibibyte)} GiB of memory`;
  const day = new Date(run.atMs).toISOString().slice(0, 10);
  return [
    `${day}, ${machine}, ${Math.round(run.seconds)} s in all:`,
    '',
    cells(heads),
    cells(heads.map(() => '---')),
    ...lines.map(cells),
  ].join('\n');
}
