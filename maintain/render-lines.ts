import type { Judgement } from './judge-run.ts';
import { type Command, isExecution } from './parse-command.ts';
import { type Resume, toResumeText } from './resume-token.ts';
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
function renderNext({ tool, event, environment }: Command): readonly string[] {
  if (tool !== 'rebuild' || event.step !== undefined) return [];
  const rebuild = environment === undefined ? 'rebuild' : `rebuild ENV=${environment}`;
  return [
    'Searches go to the new indexes; the old ones are still written.',
    `To let the old ones go: make ${rebuild} ARGS=--finish. To go back to them: make ${rebuild} ARGS=--rollback`,
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
    ...(run.resume !== undefined && {
      resume: isExecution(run.resume) ? run.resume : toResumeText({ ...run, token: run.resume }),
    }),
  };
}

/** What to do about a run that has not come to its end; nothing for one that has. */
export function sayHowToGoOn(command: Command, run: Run, keep: (resume: Resume) => string): string {
  const { tool, environment } = command;
  const { end, reason = '', resume } = run;
  if (end === 'done') return '';
  const verb = environment === undefined ? `make ${tool}` : `make ${tool} ENV=${environment}`;
  if (isExecution(resume)) return sayOfExecution(run, resume, verb);
  const why = end === 'interrupted' ? 'Interrupted.' : reason;
  // What was asked for is wrong: to ask for it again does not help.
  if (reason.startsWith('maintain.')) return `${why}\n`;
  if (resume === undefined) return `${why}\nTo start again: ${verb}\n`;
  return `${why}\nTo go on, with the same flags: --resume ${keep({ ...run, token: resume })}\n`;
}

function sayOfExecution({ end, reason = '' }: Run, arn: string, verb: string): string {
  const again = `${verb} ARGS='--resume ${arn}'`;
  if (end === 'failed') return `${reason}\nTo go on where its workers were: ${again}\n`;
  const stop = `aws stepfunctions stop-execution --region ${arn.split(':')[3]} --execution-arn ${arn}`;
  return `Nobody watches it any more; it goes on.\nTo watch it: ${again}\nTo stop it: ${stop}\n`;
}
