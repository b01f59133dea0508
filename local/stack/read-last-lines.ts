import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const tailBytes = 16_384;

/** The last lines of a log without Java's stack frames; none when there is no such log. */
export function readLastLines(path: string, count = 8): readonly string[] {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return [];
  }
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, tailBytes);
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n');
    // The first one is cut off when the log is longer than what was read.
    const whole = size > length ? lines.slice(1) : lines;
    return whole.filter((line) => line.trim() !== '' && !/^\s+(at |\.\.\. \d+ more)/.test(line)).slice(-count);
  } finally {
    closeSync(file);
  }
}
