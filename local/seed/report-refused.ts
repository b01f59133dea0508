import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RefusedLine } from './track-progress.ts';

export interface RefusedReport {
  readonly add: (refused: RefusedLine) => void;
  readonly bytes: () => number;
  readonly close: () => void;
}

/** Opens the report of refused lines and cuts off what an interrupted load wrote after its last checkpoint. */
export function reportRefused(path: string, keptBytes: number): RefusedReport {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, keptBytes === 0 ? 'w' : 'r+');
  ftruncateSync(file, keptBytes);
  let bytes = keptBytes;
  return {
    add: (refused) => {
      bytes += writeSync(file, `${JSON.stringify(refused)}\n`, bytes);
    },
    bytes: () => bytes,
    close: () => closeSync(file),
  };
}
