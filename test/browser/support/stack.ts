import { createApiClient } from '../../e2e/support/call-api.ts';
import { createLibrary } from '../../e2e/support/library.ts';

/** What `test/browser/stack/start.ts` has told; everything here is the real thing. */
const told = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`Expected ${name}, which the setup of the browser tests sets.`);
  return value;
};

export const pageUrl = told('MILLRACE_TEST_PAGE_URL');
export const api = createApiClient(told('MILLRACE_TEST_API_URL'));
export const library = createLibrary(api);

type Part = 'opensearch' | 'stream';

/** As a crash does it: by SIGKILL. */
export const killPart = (part: Part): Promise<void> => control(`kill-${part}`);

/** Resolves when it answers again. */
export const startPart = (part: Part): Promise<void> => control(`start-${part}`);

async function control(action: string): Promise<void> {
  const answer = await fetch(`${told('MILLRACE_TEST_CONTROL_URL')}/${action}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`Expected \`${action}\` to be done, got ${answer.status}: ${await answer.text()}`);
}
