import { loadSettings, type Settings, SettingsError } from './settings.ts';
import { StackError } from './stack-error.ts';

export interface VerbContext {
  readonly settings: Settings;
  /** Fires on Ctrl-C and its like: the verb then ends by itself. A second one ends it at once. */
  readonly signal: AbortSignal;
}

/** The frame of every verb: settings in, exit code out, expected faults as one message with its remedy. */
export async function runVerb(verb: (context: VerbContext) => Promise<number>): Promise<void> {
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => interrupted.abort());
  // Whoever read the output may go early, as `head` does; the verb does its work all the same.
  process.stdout.on('error', () => {});
  try {
    process.exitCode = await verb({ settings: loadSettings(process.env), signal: interrupted.signal });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (error instanceof StackError) return `${error.message}\nRemedy: ${error.remedy}`;
  if (error instanceof SettingsError) return error.message;
  // The system's own words name file and fault; where they came up helps nobody.
  if (error instanceof Error && 'syscall' in error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
