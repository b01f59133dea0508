import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readLastLines } from './read-last-lines.ts';

export interface LogFollower {
  /** The whole lines that have been added since the last call. */
  readonly poll: () => readonly string[];
}

const chunkBytes = 65_536;

/**
 * Follows a log by its name: one that does not exist yet, is replaced, or begins anew is read from its start, as
 * `tail -F` does. The first call gives the last lines of what is there.
 */
export function followLog(path: string, firstLines: number): LogFollower {
  let inode: bigint | undefined;
  let position = 0;
  let isFirst = true;
  let rest = Buffer.alloc(0);

  const readNew = (file: number): Buffer => {
    const { ino, size } = fstatSync(file, { bigint: true });
    if (isFirst) position = Number(size);
    else if (ino !== inode || Number(size) < position) {
      position = 0;
      rest = Buffer.alloc(0);
    }
    inode = ino;
    const parts: Buffer[] = [];
    for (let read = -1; read !== 0; ) {
      const chunk = Buffer.alloc(chunkBytes);
      read = readSync(file, chunk, 0, chunkBytes, position);
      position += read;
      parts.push(chunk.subarray(0, read));
    }
    return Buffer.concat(parts);
  };

  return {
    poll: () => {
      const file = tryOpen(path);
      if (file === undefined) {
        isFirst = false;
        return [];
      }
      try {
        const before = isFirst ? readLastLines(path, firstLines) : [];
        const bytes = Buffer.concat([rest, readNew(file)]);
        isFirst = false;
        const end = bytes.lastIndexOf(0x0a) + 1;
        rest = bytes.subarray(end);
        const added =
          end === 0
            ? []
            : bytes
                .subarray(0, end - 1)
                .toString('utf8')
                .split('\n');
        return [...before, ...added];
      } finally {
        closeSync(file);
      }
    },
  };
}

function tryOpen(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}
