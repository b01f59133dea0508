import { readdir, readFile } from 'node:fs/promises';

/** The processes of the stack in this data folder, where the system tells. */
export async function findRunningPids(dataDir: string): Promise<readonly number[]> {
  const processes = await readdir('/proc').catch(() => []);
  const ours: number[] = [];
  for (const pid of processes.filter((name) => /^\d+$/.test(name))) {
    const environ = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (environ.includes(`MILLRACE_DATA_DIR=${dataDir}`) && !command.includes('jest')) ours.push(Number(pid));
  }
  return ours;
}
