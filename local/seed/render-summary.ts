import type { SeedReport } from './seed-file.ts';
import { perSecond } from './show-progress.ts';
import type { Progress } from './track-progress.ts';

/** What a load has done, for people; `again` is the command that goes on with it. */
export function renderSummary(report: SeedReport, again: string): string {
  const { progress, start, totalLines, milliseconds } = report;
  const seconds = (milliseconds / 1_000).toFixed(1);
  const books = countBooks(progress) - countBooks(start);
  const from = start.doneThrough > 0 ? `, from line ${count(start.doneThrough + 1)} on` : '';
  const lines = [
    `${count(progress.doneThrough)} of ${count(totalLines)} lines read: ${count(progress.created)} created, ` +
      `${count(progress.alreadyThere)} already there, ${count(progress.refused)} refused.`,
    `${seconds} s, ${perSecond(books, milliseconds)} books a second${from}.`,
  ];
  for (const { line, problem, detail } of progress.firstRefused) lines.push(`  line ${line}: ${problem}: ${detail}`);
  if (progress.refused > 0) lines.push(`All refused lines: ${report.reportPath}`);
  if (report.end === 'interrupted') lines.push(`Interrupted. To go on: ${again}`);
  if (report.end === 'api-gone') lines.push(`The HTTP API no longer answers. To go on: make up && ${again}`);
  return `${lines.join('\n')}\n`;
}

const countBooks = ({ created, alreadyThere }: Progress) => created + alreadyThere;
const count = (value: number) => value.toLocaleString('en-US');
