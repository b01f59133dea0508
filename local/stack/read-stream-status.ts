import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MappingStatus } from '../stream/to-mapping-status.ts';
import type { Settings } from './settings.ts';

export const streamStatusPath = ({ dataDir }: Pick<Settings, 'dataDir'>): string =>
  join(dataDir, 'stream', 'status.json');

/** What the stream's process last said of itself; undefined when it has not yet said anything. */
export function readStreamStatus(settings: Pick<Settings, 'dataDir'>): MappingStatus | undefined {
  try {
    return JSON.parse(readFileSync(streamStatusPath(settings), 'utf8')) as MappingStatus;
  } catch {
    return undefined;
  }
}

/** How many batches the stream's process has given up since the data folder was made. */
export function countGivenUpBatches({ dataDir }: Pick<Settings, 'dataDir'>): number {
  try {
    const names = readdirSync(join(dataDir, 'failed-invocations'), { recursive: true });
    return names.filter((name) => String(name).endsWith('.json')).length;
  } catch {
    return 0;
  }
}
