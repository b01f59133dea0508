import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Replaces a file in one step: a reader, or a start after a power cut, finds the old text or the new one, never a part.
 * With `isSynced` the text is on the disk when the promise resolves. Creates the folder when it is missing.
 */
export async function writeFileDurably(path: string, text: string, { isSynced = true } = {}): Promise<void> {
  const folder = dirname(path);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await mkdir(folder, { recursive: true });
  try {
    await writeNew(temporary, text, isSynced);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (isSynced) await syncFolder(folder);
}

async function writeNew(path: string, text: string, isSynced: boolean): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    if (isSynced) await file.sync();
  } finally {
    await file.close();
  }
}

// Without this the file is safe, but its new name may not be.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
