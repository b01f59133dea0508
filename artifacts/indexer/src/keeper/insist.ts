import { type ErrorCode, IndexerError } from '../core/errors.ts';
import { type OpenSearchRequest, throwIfFatal } from '../flow/send-request.ts';
import { sendUntilAnswered } from '../flow/send-until-answered.ts';
import type { KeeperDependencies } from './keeper-dependencies.ts';

type Pause = Pick<KeeperDependencies, 'pause'>;

interface Source {
  readonly code: ErrorCode;
  /** To complete "Expected … to answer". */
  readonly name: string;
}

export const theTable: Source = { code: 'table.unavailable', name: 'the table' };
export const openSearch: Source = { code: 'search.unavailable', name: 'OpenSearch' };

/**
 * What `read` finds, asked again while it finds out nothing. Throws when patience or time has run out: a tool that could not
 * look must not say that all is well.
 */
export async function insist<T>(source: Source, read: () => Promise<T | undefined>, { pause }: Pause): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const value = await read();
    if (value !== undefined) return value;
    if (!(await pause(attempt)))
      throw new IndexerError(source.code, `Expected ${source.name} to answer, got nothing that can be used.`);
  }
}

/** The text of OpenSearch's 200. Throws for anything else. */
export async function insistOnText(
  request: OpenSearchRequest,
  dependencies: Pick<KeeperDependencies, 'send' | 'pause'>,
): Promise<string> {
  const reply = await sendUntilAnswered(request, dependencies);
  throwIfFatal(request, reply);
  if (reply.kind === 'reply' && reply.status === 200) return reply.text;
  const got = reply.kind === 'none' ? reply.reason : reply.status;
  throw new IndexerError('search.unavailable', `Expected an answer to ${request.method} ${request.path}, got ${got}.`);
}
