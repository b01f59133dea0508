import type { Status } from '../../../artifacts/indexer/src/core/to-status.ts';
import type { CallApi } from './call-api.ts';

export interface AskedStatus extends Status {
  /** Between these was the age of the heartbeat while the question was under way; the status tells it in whole seconds. */
  readonly lag: { readonly least: number; readonly most: number };
}

/** What `GET /status` says, however long it takes to say it. */
export async function askStatus(api: CallApi): Promise<AskedStatus> {
  const fromMs = Date.now();
  const status = (await api('GET', '/status')).body as Status;
  const beatAtMs = Date.parse(status.heartbeatAt ?? '');
  const lag = { least: (fromMs - beatAtMs) / 1_000 - 0.5, most: (Date.now() - beatAtMs) / 1_000 + 0.5 };
  return { ...status, lag };
}
