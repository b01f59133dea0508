import type { Status } from '../../artifacts/indexer/src/core/to-status.ts';

/** What the API says of the lag; undefined when it does not say. */
export async function askForLag(apiUrl: string): Promise<Pick<Status, 'heartbeatAt' | 'lagSeconds'> | undefined> {
  try {
    const reply = await fetch(`${apiUrl}/status`, { signal: AbortSignal.timeout(5_000) });
    const body: unknown = await reply.json();
    return reply.ok && typeof body === 'object' && body !== null && 'lagSeconds' in body ? (body as Status) : undefined;
  } catch {
    return undefined;
  }
}
