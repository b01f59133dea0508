import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { IndexerError } from '../core/errors.ts';
import type { FailedInvocations } from '../flow/failed-invocations.ts';

const pageSize = 1_000;

/** A folder in the place of the bucket: on one machine, or a copy of a bucket. Names are paths below it. */
export function createFailedInvocationsFolder(folder: string): FailedInvocations {
  return {
    list: async (after) => {
      const names = (await listNames(folder)).filter((name) => after === undefined || name > after);
      return { names: names.slice(0, pageSize), hasMore: names.length > pageSize };
    },
    read: async (name) => {
      try {
        return { text: await readFile(join(folder, name), 'utf8') };
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return 'absent';
        return { malformed: `Expected a file that can be read, got ${codeOf(error)}.` };
      }
    },
    remove: async (name) => {
      try {
        await rm(join(folder, name), { force: true });
        return true;
      } catch {
        // It stays, and whoever asked says so.
        return false;
      }
    },
  };
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !isUnfinished(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    // It is made with the first invocation that is given up.
    if (codeOf(error) === 'ENOENT') return [];
    const message = `Expected to list the folder of failed invocations \`${folder}\`, got ${codeOf(error)}.`;
    throw new IndexerError('invocations.refused', message, { cause: error });
  }
}

/** A file gets its name when it is whole; until then it is called so. */
function isUnfinished(name: string): boolean {
  return name.endsWith('.tmp');
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown }).code);
}
