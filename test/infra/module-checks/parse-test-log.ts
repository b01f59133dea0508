export type RunVerdict = { readonly status: string; readonly says: string };

/**
 * What `terraform test -json` says of each run, by `<file>: <run>`. A run that it never came to has no verdict; what it
 * says of no run in particular (a file that cannot be read) is told of the file: `<file>: `.
 */
export function parseTestLog(log: string): ReadonlyMap<string, RunVerdict> {
  const verdicts = new Map<string, RunVerdict>();
  for (const event of log.split('\n').flatMap(parseEvent)) {
    const file = (event['@testfile'] ?? event.diagnostic?.range?.filename ?? '').replace(/^tests\//, '');
    const key = `${file}: ${event['@testrun'] ?? ''}`;
    const before = verdicts.get(key) ?? { status: '', says: '' };
    if (event.type === 'test_run' && event.test_run?.progress === 'complete') {
      verdicts.set(key, { ...before, status: event.test_run.status ?? '' });
    } else if (event.type === 'diagnostic' && event.diagnostic?.severity === 'error') {
      const { summary = '', detail = '', range } = event.diagnostic;
      const place = range ? ` (${range.filename}:${range.start?.line})` : '';
      verdicts.set(key, { ...before, says: `${before.says}${summary}${place}: ${detail}\n` });
    }
  }
  return verdicts;
}

type Event = {
  readonly type?: string;
  readonly '@testfile'?: string;
  readonly '@testrun'?: string;
  readonly test_run?: { readonly progress?: string; readonly status?: string };
  readonly diagnostic?: {
    readonly severity?: string;
    readonly summary?: string;
    readonly detail?: string;
    readonly range?: { readonly filename?: string; readonly start?: { readonly line?: number } };
  };
};

/** Lines that are no JSON (a provider's own words) say nothing of a run. */
function parseEvent(line: string): readonly Event[] {
  if (!line.startsWith('{')) return [];
  return [JSON.parse(line) as Event];
}
