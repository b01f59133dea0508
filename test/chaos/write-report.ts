import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../local/stack/settings.ts';

const path = join(projectRoot, 'docs', 'reliability.md');
const begin = '<!-- written by `make chaos` -->';
const end = '<!-- end -->';

/** Puts the table into the document, between its marks. */
export function writeReport(report: string): void {
  const text = readFileSync(path, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`Expected the marks ${begin} and ${end} in docs/reliability.md, got none.`);
  writeFileSync(path, `${before}${begin}\n\n${report}\n\n${end}${after}`);
}
