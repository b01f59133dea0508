import { existsSync, renameSync, writeFileSync } from 'node:fs';

/** Starts an empty log and keeps the one before it as `<name>.previous`. */
export function rotateLog(path: string): void {
  if (existsSync(path)) renameSync(path, previousLog(path));
  writeFileSync(path, '');
}

export const previousLog = (path: string): string => `${path}.previous`;
