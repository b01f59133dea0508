import { statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import type { Settings } from './settings.ts';
import { StackError } from './stack-error.ts';

export interface Room {
  /** Undefined where the system does not tell. */
  readonly availableMemoryBytes: number | undefined;
  readonly freeDiskBytes: number;
  /** 0 to 1. */
  readonly usedDiskShare: number;
}

const mebibyte = 1_024 * 1_024;
const neededMemory = 1_000 * mebibyte;
const comfortableMemory = 1_500 * mebibyte;
const neededDisk = 500 * mebibyte;
// OpenSearch's own flood stage: beyond it, it refuses all writes.
const mostUsedDisk = 0.95;
const comfortablyUsedDisk = 0.9;

/**
 * Says what is too little for servers of our own: throws one `StackError` for what would stop the stack, returns
 * warnings for what might.
 */
export function checkRoom(room: Room, { dataDir }: Pick<Settings, 'dataDir'>): readonly string[] {
  const { availableMemoryBytes: memory, freeDiskBytes: disk, usedDiskShare } = room;
  const faults: string[] = [];
  const remedies: string[] = [];
  const warnings: string[] = [];
  if (memory !== undefined && memory < neededMemory) {
    faults.push(`Expected about ${inMebibytes(comfortableMemory)} of available memory, got ${inMebibytes(memory)}.`);
    remedies.push('Close other programs.');
  } else if (memory !== undefined && memory < comfortableMemory) {
    warnings.push(
      `Only ${inMebibytes(memory)} of memory are available; the stack needs about ${inMebibytes(comfortableMemory)}.`,
    );
  }
  if (disk < neededDisk || usedDiskShare >= mostUsedDisk) {
    faults.push(
      `Expected at least ${inMebibytes(neededDisk)} free and less than 95 % used on the disk of ${dataDir}, got ` +
        `${inMebibytes(disk)} free and ${Math.floor(usedDiskShare * 100)} % used: OpenSearch would refuse all writes.`,
    );
    remedies.push('Free some disk space, or choose another disk: MILLRACE_DATA_DIR=<folder> make up');
  } else if (usedDiskShare >= comfortablyUsedDisk) {
    warnings.push(
      `The disk of ${dataDir} is ${Math.floor(usedDiskShare * 100)} % full; from 95 % on OpenSearch refuses all writes.`,
    );
  }
  if (faults.length > 0) throw new StackError(faults.join('\n'), remedies.join(' '));
  return warnings;
}

/** What the machine has now, for a data folder that exists. */
export function measureRoom({ dataDir }: Pick<Settings, 'dataDir'>): Room {
  const { bavail, blocks, bsize } = statfsSync(dataDir);
  return {
    availableMemoryBytes: measureMemory(),
    freeDiskBytes: bavail * bsize,
    // As OpenSearch counts: what only root may use counts as used.
    usedDiskShare: blocks === 0 ? 0 : 1 - bavail / blocks,
  };
}

// Elsewhere the free memory leaves out all that the system would give back, and would frighten for nothing.
const measureMemory = () => (process.platform === 'linux' ? Math.min(freemem(), process.availableMemory()) : undefined);

const inMebibytes = (bytes: number) => `${Math.round(bytes / mebibyte)} MB`;
