import type { Judgement } from './judge-run.ts';
import type { Command } from './parse-command.ts';
import { toResumeText } from './resume-token.ts';
import type { Run } from './run-slices.ts';
import type { Finding } from './slice.ts';

const kindWidth = 11;
const indexWidth = 14;

/** One line of the table of findings. */
export function renderFinding({ kind, index, documentId, key, reason }: Finding): string {
  const place = key ? renderKey(key) : documentId;
  return `${kind.padEnd(kindWidth)}${index.padEnd(indexWidth)}${place}${reason === undefined ? '' : `  (${reason})`}`;
}

/** A key of one text as that text, any other as DynamoDB JSON. */
function renderKey(key: Readonly<Record<string, unknown>>): string {
  const [first, ...others] = Object.values(key) as { readonly S?: unknown }[];
  // A line break in a key must not become one in the table.
  const text = first?.S;
  if (others.length > 0 || typeof text !== 'string') return JSON.stringify(key);
  return /[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : text;
}

const results: Readonly<Record<string, string>> = {
  equal: 'The index equals the table.',
  differs: 'The index differs from the table.',
  done: 'Done.',
  left: 'Not everything could be put right.',
};

/** What a dry run of redrive says: it has looked at nothing but what waits. */
const dryResults: Readonly<Record<string, string>> = {
  done: 'Nothing waits to be tried again.',
  left: 'The above waits to be tried again.',
};

interface Ended {
  readonly command: Command;
  readonly run: Run;
  readonly judgement: Judgement;
  readonly milliseconds: number;
}

/** The end of a run for a person: counts, then what they mean. */
export function renderSummary({ command, run, judgement, milliseconds }: Ended): string {
  const counts = Object.entries(run.counts).filter(([, count]) => count > 0);
  const width = Math.max(0, ...counts.map(([name]) => name.length));
  const lines = counts.map(([name, count]) => `${name.padEnd(width)}  ${count.toLocaleString('en-US').padStart(9)}`);
  const isDry = command.event.dryRun === true;
  const said = (isDry && dryResults[judgement.result]) || results[judgement.result];
  if (said !== undefined)
    lines.push(`${said}${isDry ? ' Nothing was changed.' : ''} (${(milliseconds / 1_000).toFixed(1)} s)`);
  if (judgement.result === 'done') lines.push(...renderNext(command));
  return lines.map((line) => `${line}\n`).join('');
}

/** What is left to a person after a rebuild that went well. */
function renderNext({ tool, event }: Command): readonly string[] {
  if (tool !== 'rebuild' || event.step !== undefined) return [];
  return [
    'Searches go to the new indexes; the old ones are still written.',
    'To let the old ones go: make rebuild ARGS=--finish. To go back to them: make rebuild ARGS=--rollback',
  ];
}

/** The last line of `--json`. */
export function toJsonSummary({ command, run, judgement, milliseconds }: Ended): object {
  return {
    tool: command.tool,
    result: judgement.result,
    counts: run.counts,
    milliseconds,
    ...(run.reason !== undefined && { reason: run.reason }),
    ...(run.resume !== undefined && { resume: toResumeText({ ...run, token: run.resume }) }),
  };
}
