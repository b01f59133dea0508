import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failedInvocationsFolder } from '../function/function-environment.ts';
import type { MappingStatus } from '../stream/to-mapping-status.ts';
import type { Settings } from './settings.ts';

/** The stream that is read: of the table's changes, or of the jobs that follow from them. */
export type StreamName = 'library' | 'jobs';

/** Where the mapping of a stream keeps how far it is: `checkpoint.json` and `status.json`. */
export const streamStateDir = ({ dataDir }: Pick<Settings, 'dataDir'>, name: StreamName): string =>
  name === 'library' ? join(dataDir, 'stream') : join(dataDir, 'stream', name);

export const streamStatusPath = (settings: Pick<Settings, 'dataDir'>, name: StreamName): string =>
  join(streamStateDir(settings, name), 'status.json');

/** What the mapping of a stream last said of itself; undefined when it has not yet said anything. */
export function readStreamStatus(
  settings: Pick<Settings, 'dataDir'>,
  name: StreamName = 'library',
): MappingStatus | undefined {
  try {
    return JSON.parse(readFileSync(streamStatusPath(settings, name), 'utf8')) as MappingStatus;
  } catch {
    return undefined;
  }
}

/** How many batches the stream's process has given up since the data folder was made. */
export function countGivenUpBatches({ dataDir }: Pick<Settings, 'dataDir'>): number {
  try {
    const names = readdirSync(failedInvocationsFolder(dataDir), { recursive: true });
    return names.filter((name) => String(name).endsWith('.json')).length;
  } catch {
    return 0;
  }
}
