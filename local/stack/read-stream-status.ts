import { readFileSync } from 'node:fs';
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
